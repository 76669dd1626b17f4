import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { arrangeOut } from '../../../src/cli/out/arrangeOut.js';
import { madeRecipes } from '../../../src/cli/out/madeRecipes.js';
import { moveOlder, type WhichHeld } from '../../../src/cli/out/moveOlder.js';
import type { ResultRow } from '../../../src/cli/results/rows/resultRow.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

/** Rankings that hold these mashups. */
const holding =
  (...ids: readonly string[]): WhichHeld =>
  () =>
    Promise.resolve(({ mashupId }) => ids.includes(mashupId));

const at = temporaryDirectory();
const out = at('out');
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
});

const part = { role: 'vocal', clipId: 'v', trackId: 't', shift: 0, warp: false, stretch: 1, offset: 0 };
const made = {
  ...{ schema: 1, mashupId: 'm1', condition: 'matched', bars: 16, seed: '1', madeFrom: 'x' },
  parts: [part, { ...part, role: 'harmonic', clipId: 'h', shift: -2, warp: true }],
  files: { mix: 'mix.flac' },
  duration: 29.6,
};

/** A folder as a rendering leaves it. */
function folder(name: string, content: object | string = {}): string {
  const path = join(out, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'mix.flac'), 'sound');
  const text = typeof content === 'string' ? content : JSON.stringify({ ...made, ...content });
  writeFileSync(join(path, 'mashup.json'), text);
  return path;
}
const names = (): string[] => readdirSync(out).sort();
const older = (): string[] => readdirSync(join(out, 'older')).sort();
const row = (rank: number, path?: string): ResultRow => ({
  ...{ rank, mashupId: `m${rank}`, vocal: `Voice ${rank}`, harmonic: 'Band', percussion: 'Drums' },
  titles: { vocal: '', harmonic: '', percussion: '' },
  ...{ key: { tonic: 0, mode: 'major' }, keyConfidence: 1, bpm: 120, shift: 0, bars: 16, score: 1 },
  stretch: { harmonic: 1, percussion: 1 },
  beatRatio: {},
  path,
});

describe('what no ranking holds any more', () => {
  it('is moved to older, as it is', async () => {
    folder('held', { mashupId: 'm1' });
    folder('gone', { mashupId: 'm2' });
    folder('gone, mp3', { mashupId: 'm2' });
    folder('asked for', { mashupId: 'm2', drawnId: 'm2' });
    expect(await moveOlder(out, holding('m1'))).toEqual(['gone', 'gone, mp3']);
    expect([names(), older()]).toEqual([
      ['asked for', 'held', 'older'],
      ['gone', 'gone, mp3'],
    ]);
    expect(readdirSync(join(out, 'older/gone')).sort()).toEqual(['mashup.json', 'mix.flac']);
  });

  it('alone: samples, other conditions, and whatever is not ours stay', async () => {
    folder('sample', { mashupId: undefined, sampleId: 's' });
    folder('other condition', { condition: 'unmatched-key' });
    folder('drawn', { mashupId: undefined, drawnId: 'd' });
    folder('no JSON', 'nothing');
    folder("another's", JSON.stringify({ mashupId: 'm2', condition: 'matched' }));
    folder('of a newer version', { schema: 2 });
    mkdirSync(join(out, 'empty'));
    writeFileSync(join(out, 'file'), '');
    mkdirSync(at('elsewhere'), { recursive: true });
    writeFileSync(at('elsewhere/mashup.json'), JSON.stringify(made));
    symlinkSync(at('elsewhere'), join(out, 'link'));
    const before = names();
    expect(await moveOlder(out, holding())).toEqual([]);
    expect(names()).toEqual(before);
  });

  it('gets a number where its name is taken, and what lies in older is not looked at again', async () => {
    for (let i = 0; i < 3; i += 1) {
      folder('gone', { duration: i + 1 });
      await moveOlder(out, holding());
    }
    expect(older()).toEqual(['gone', 'gone 2', 'gone 3']);
    const durations = older().map(
      (name) => (JSON.parse(readFileSync(join(out, 'older', name, 'mashup.json'), 'utf8')) as typeof made).duration,
    );
    expect(durations).toEqual([1, 2, 3]);
    expect(await moveOlder(out, holding())).toEqual([]);
  });

  it('is none where there is no such folder', async () => {
    rmSync(out, { recursive: true });
    expect(await moveOlder(out, holding())).toEqual([]);
  });
});

describe('index.m3u8', () => {
  const list = (): string => readFileSync(join(out, 'index.m3u8'), 'utf8');
  const arrange = (rows: readonly ResultRow[]) => arrangeOut(out, { rows, held: undefined });

  it('lists the mashups in their order, with duration and title, by relative paths', async () => {
    const [first, second] = [folder('Größe über alles'), folder('b', { duration: 31.2 })];
    await arrange([{ ...row(1, second), vocal: 'a\u001b\nb' }, row(2, first)]);
    expect(list()).toBe(
      '#EXTM3U\n' +
        '#EXTINF:31,a\uFFFD b over Band, drums Drums\nb/mix.flac\n' +
        '#EXTINF:30,Voice 2 over Band, drums Drums\nGröße über alles/mix.flac\n',
    );
  });

  it('does not list what is not there', async () => {
    const [whole, half] = [folder('whole'), folder('half')];
    rmSync(join(half, 'mix.flac'));
    await arrange([row(1, half), row(2), row(3, whole), row(4, join(out, 'never'))]);
    expect(list().split('\n').filter((line) => !line.startsWith('#'))).toEqual(['whole/mix.flac', '']);
  });

  it('is not made for nothing, becomes empty when nothing is left, and keeps its time when it is the same', async () => {
    await arrange([]);
    expect(names()).toEqual([]);
    const path = folder('a');
    await arrange([row(1, path)]);
    writeFileSync(join(out, 'index.m3u8.abc.part'), 'half');
    const { ino } = statSync(join(out, 'index.m3u8'));
    await arrange([row(1, path)]);
    expect(statSync(join(out, 'index.m3u8')).ino).toBe(ino);
    await arrange([]);
    expect(list()).toBe('#EXTM3U\n');
    expect(names()).toEqual(['a', 'index.html', 'index.m3u8']);
  });

  it('that cannot be written, or a folder that cannot be moved, is told and undoes nothing', async () => {
    const path = folder('a');
    mkdirSync(join(out, 'index.m3u8'));
    writeFileSync(join(out, 'index.html'), 'my own');
    writeFileSync(join(out, 'older'), 'a file');
    const said = await arrangeOut(out, { rows: [row(1, path)], held: holding() });
    expect(said).toEqual([
      expect.stringMatching(/^Moving older mashups to .*older: /),
      expect.stringMatching(/^Writing index\.m3u8 in .*out: /),
      expect.stringMatching(/^Writing index\.html in .*out: It was not written by mashstream/),
    ]);
    expect(names().filter((name) => !name.endsWith('.part'))).toEqual(['a', 'index.html', 'index.m3u8', 'older']);
    expect(names()).toHaveLength(4);
  });
});

describe('what lies in a folder of results', () => {
  it('can be made again: its recipe, with what it was judged by', async () => {
    folder('ranked', { mashupId: 'aa', score: 0.5, axes: { harmonic: 0.5 }, scorer: { name: 'amu', version: '1' } });
    folder('older/sample', { mashupId: undefined, sampleId: 'bb', label: 'negative', seedClipId: 'seed' });
    folder('drawn', { mashupId: undefined, drawnId: 'cc', condition: 'unmatched-key' });
    folder('of nothing', { mashupId: undefined });
    const found = await madeRecipes(out);
    expect(found).toEqual([
      expect.objectContaining({ id: 'cc', runSeed: '1' }),
      {
        ...{ id: 'aa', runSeed: '1', scorer: { name: 'amu', version: '1' } },
        mashup: {
          // Of what an earlier version made: the voice's clip.
          ...{ mashupId: 'aa', seedClipId: 'v', condition: 'matched', bars: 16, parts: made.parts },
          ...{ score: 0.5, axes: { harmonic: 0.5 } },
        },
      },
      expect.objectContaining({ id: 'bb', sample: { sampleId: 'bb', label: 'negative' } }),
    ]);
    expect(found[2].mashup.seedClipId).toBe('seed');
  });

  it('is found once, the newer one', async () => {
    folder('a', { bars: 8 });
    folder('older/a', { bars: 16 });
    expect((await madeRecipes(out)).map(({ mashup }) => mashup.bars)).toEqual([8]);
  });
});
