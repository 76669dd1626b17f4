import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PageEntry } from '../../../../src/cli/out/page/pageEntry.js';
import { writePage } from '../../../../src/cli/out/page/writePage.js';
import { mashupFacts } from '../../../support/madeMashup.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const out = at('out');
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
});

const peaks = { vocal: 'AP8=', harmonic: 'AAA=', percussion: '////' };
/** A folder as a rendering leaves it, with what the page plays of it. */
function folder(name: string, facts: object = {}): string {
  mkdirSync(at('out', name));
  const made = mashupFacts({ page: { schema: 1, peaks }, ...facts });
  writeFileSync(at('out', name, 'mashup.json'), JSON.stringify(made));
  writeFileSync(at('out', name, 'page.js'), 'mashstreamPage({});');
  return at('out', name);
}
const html = (): string => readFileSync(at('out/index.html'), 'utf8');
/** What the page is given, read as a browser reads it. */
function entries(): readonly PageEntry[] {
  const [, json] = /<script type="application\/json" id="entries">([^]*?)<\/script>/.exec(html()) ?? [];
  return z.array(z.custom<PageEntry>()).parse(JSON.parse(json));
}

describe('index.html', () => {
  it('tells of a mashup what its mashup.json tells, in words', async () => {
    folder('one over two 1234');
    await writePage(out, []);
    const [entry, ...more] = entries();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      title: 'Song of vocal over Song of harmonic, drums Song of percussion',
      ...{ score: '0.841', scorer: 'amu', facts: ['G minor 6A', '120.0 bpm', '4 bars', '0:08'], unusual: [] },
      axes: [
        { name: 'harmony', about: 'notes agree', value: 0.9 },
        { name: 'rhythm', about: 'kick and snare meet', value: 0.72 },
        { name: 'balance', value: 0.61 },
      ],
      barLines: [0.03, 2.03, 4.03, 6.03, 8.03],
      separators: ['htdemucs (research and personal use)'],
      ...{ folder: 'one%20over%20two%201234/', script: 'one%20over%20two%201234/page.js' },
      mix: 'one%20over%20two%201234/mix.flac',
    });
    expect(entry.parts[0]).toEqual({
      ...{ role: 'vocal', title: 'Song of vocal', artist: 'Artist of vocal', licence: 'CC0 1.0' },
      changes: [],
      origin: ['G minor', '129.6 bpm', '0:42 to 1:11 of the song', 'sung 73 % of the time'],
      ...{ file: 'one%20over%20two%201234/vocal.flac', peaks: 'AP8=' },
    });
    expect(entry.parts[1].changes).toEqual(['−2 semitones', '8.0 % faster']);
    expect(entry.parts[2].origin).not.toContain('G minor');
  });

  it('holds texts of others as data that ends nothing', async () => {
    const title = `</script><!--<script>alert("it's")</script> 🎤 $& \u2028 \u202e`;
    folder('a & "b" #1 100% 🎧', {
      parts: (mashupFacts({}, () => title) as { parts: unknown }).parts,
      scorer: { name: '<b>', version: '1' },
    });
    await writePage(out, []);
    expect(html().match(/<script/g)).toHaveLength(10);
    expect(html()).not.toContain('<!--<script>');
    const [entry] = entries();
    expect(entry.parts[0].title).toBe(`</script><!--<script>alert("it's")</script> 🎤 $& \uFFFD`);
    expect(entry.scorer).toBe('<b>');
    expect(entry.folder).toBe('a%20%26%20%22b%22%20%231%20100%25%20%F0%9F%8E%A7/');
  });

  it('needs no other file of ours, and names none of another machine', async () => {
    folder('a');
    await writePage(out, []);
    expect(html()).not.toMatch(/<link rel="stylesheet"|<script src|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(html()).toContain('class Player');
    expect(html()).toContain('prefers-color-scheme: dark');
  });

  it('orders by score; those of the scorer that judged now come first, what has no score last', async () => {
    const title = (name: string) => ({ parts: (mashupFacts({}, () => name) as { parts: unknown }).parts });
    folder('a', { score: 0.5, ...title('A') });
    const now = folder('b', { score: 0.3, scorer: { name: 'lee', version: '1' }, ...title('B') });
    folder('c', { score: 0.9, ...title('C') });
    folder('d', { score: undefined, condition: 'unmatched-key', label: 'negative', ...title('D') });
    folder('e', { score: 0.8, scorer: { name: 'lee', version: '1' }, ...title('E') });
    const order = () => entries().map(({ parts }) => parts[0].title);
    await writePage(out, []);
    expect(order()).toEqual(['C', 'A', 'E', 'B', 'D']);
    await writePage(out, [now]);
    expect(order()).toEqual(['E', 'B', 'C', 'A', 'D']);
    expect(entries()[4].unusual).toEqual(['unmatched-key', 'training sample: negative']);
  });

  it('lists what an earlier version made, without playing it, and no folder that is not ours', async () => {
    const old = { downbeats: undefined, page: undefined, mashupId: 'old' };
    folder('old', old);
    folder('script gone', { score: 0.7 });
    rmSync(at('out/script gone/page.js'));
    folder('of a page to come', { page: { schema: 2, peaks: 7 }, score: 0.6 });
    mkdirSync(at('out/mine'));
    folder('broken');
    writeFileSync(at('out/broken/mashup.json'), '{"schema":1');
    await writePage(out, []);
    expect(entries().map((entry) => [entry.folder, entry.script])).toEqual([
      ['old/', undefined],
      ['script%20gone/', undefined],
      ['of%20a%20page%20to%20come/', undefined],
    ]);
    // By tempo.
    expect(entries()[0].barLines).toEqual([0.03, 2.03, 4.03, 6.03, 8.03]);
    expect(entries()[0].parts.every(({ peaks, file }) => peaks === undefined && file !== undefined)).toBe(true);
  });

  it('shows what little the smallest mashup.json says', async () => {
    const part = { role: 'vocal', clipId: 'v', trackId: 't', shift: 0, warp: false, stretch: 1, offset: 0.25 };
    const least = { schema: 1, condition: 'matched', bars: 1, parts: [part], seed: '1', files: {}, duration: 2 };
    mkdirSync(at('out/a'));
    writeFileSync(at('out/a/mashup.json'), JSON.stringify({ ...least, madeFrom: 'x' }));
    await writePage(out, []);
    expect(entries()).toEqual([
      {
        ...{ title: 'unknown', axes: [], facts: ['1 bar', '0:02'], unusual: [], muted: [], duration: 2 },
        parts: [{ role: 'vocal', title: 'unknown', changes: ['moved by +0.25 s'], origin: [] }],
        ...{ barLines: [], separators: [], folder: 'a/' },
      },
    ]);
  });

  it('tells formats, and parts that the mix leaves out', async () => {
    folder('a', { files: { mix: 'mix.mp3' }, muted: ['vocal', 'percussion'] });
    await writePage(out, []);
    expect(entries()[0].unusual).toEqual(['mix without vocal', 'mix without percussion', 'mp3']);
    expect(entries()[0].muted).toEqual(['vocal', 'percussion']);
  });
});

describe('the file', () => {
  it('is not made for nothing, becomes empty when nothing is left, keeps its time when it is the same, and clears halves', async () => {
    await writePage(out, []);
    expect(readdirSync(out)).toEqual([]);
    const path = folder('a');
    await writePage(out, []);
    const { ino } = statSync(at('out/index.html'));
    await writePage(out, []);
    expect(statSync(at('out/index.html')).ino).toBe(ino);
    rmSync(path, { recursive: true });
    writeFileSync(at('out/index.html.1.part'), 'half');
    await writePage(out, []);
    expect(entries()).toEqual([]);
    expect(readdirSync(out)).toEqual(['index.html']);
  });

  it('that somebody else wrote stays', async () => {
    folder('a');
    writeFileSync(at('out/index.html'), '<!doctype html>\n<p>My own</p>');
    await expect(writePage(out, [])).rejects.toMatchObject({
      code: 'refused-input',
      message: expect.stringMatching(/not written by mashstream.*Rename it/) as string,
    });
    expect(html()).toBe('<!doctype html>\n<p>My own</p>');
    rmSync(join(out, 'index.html'));
    mkdirSync(join(out, 'index.html'));
    await expect(writePage(out, [])).rejects.toThrow();
  });
});
