import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeMidi } from '../../../src/adapters/midi/writeMidi.js';
import { PipelineError } from '../../../src/errors.js';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { drums, scoreOf, whole } from '../../synthesis/madeScore.js';
import { describeUnless } from '../describeOn.js';
import { installFluidsynth } from './installFluidsynth.js';

const at = temporaryDirectory();
const missing = await installFluidsynth().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);

const sungNote = (step: string, octave: number): string =>
  `<note><pitch><step>${step}</step><octave>${octave}</octave></pitch><duration>1</duration><lyric><text>la</text></lyric></note>`;
/** Sixteen bars of four notes with words, over a chord each. */
const sungXml = `<?xml version="1.0"?><score-partwise><part-list><score-part id="P1"><part-name>Voice</part-name></score-part></part-list><part id="P1">${Array.from(
  { length: 16 },
  (_, bar) =>
    `<measure>${
      bar === 0
        ? '<attributes><divisions>1</divisions><key><fifths>0</fifths></key><time><beats>4</beats><beat-type>4</beat-type></time></attributes><sound tempo="120"/>'
        : ''
    }<harmony><root><root-step>${bar % 4 === 3 ? 'G' : 'C'}</root-step></root><kind>major</kind></harmony>${['C', 'E', 'D', 'G'].map((step) => sungNote(step, 4)).join('')}</measure>`,
).join('')}</part></score-partwise>`;

describeUnless(missing, 'mashstream synthesize', () => {
  it('makes songs with ready stems of scores, that can be indexed and evaluated; what is there stays', async () => {
    await mkdir(at('scores'));
    for (const [name, up] of [
      ['first', 0],
      ['second', 2],
      ['third', 1],
    ] as const) {
      const { parts, ...score } = whole(16);
      const moved = parts.map((part) => ({
        ...part,
        events: part.events.map((event) =>
          event.kind === 'note' && part.channel !== 9 ? { ...event, pitch: event.pitch + up } : event,
        ),
      }));
      await writeFile(at(`scores/${name}.mid`), writeMidi({ ...score, parts: moved }));
    }
    await writeFile(at('scores/odd.mid'), 'no music');
    const made = () =>
      mashstream('synthesize', at('scores'), '--out', at('rendered'), '--licence', 'CC0-1.0', '--json');
    const first = await made();
    expect(first.code).toBe(3);
    expect(first.json().at(-2)).toEqual({ type: 'synthesized', made: 3, there: 0, failed: 1 });
    expect(first.json().find(({ path }) => String(path).endsWith('odd.mid'))?.['error']).toMatch(
      /Leave it out/,
    );
    const again = await made();
    expect(again.json().at(-2)).toEqual({ type: 'synthesized', made: 0, there: 3, failed: 1 });

    const folder = at('rendered/scores_first_0');
    expect((await readdir(folder)).sort()).toEqual(
      ['bass.flac', 'drums.flac', 'mash.json', 'other.flac', 'song.json', 'vocals.flac'].sort(),
    );
    const told = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown;
    expect(await told('mash.json')).toEqual({
      ...{ title: 'first (bar 1)', licence: 'CC0-1.0', bpm: 120, meter: 4, firstDownbeat: 0 },
      key: expect.stringMatching(/major|minor/) as string,
    });
    expect(await told('song.json')).toMatchObject({ composition: 'scores/first', firstBar: 0, bars: 16 });

    const judged = await mashstream('evaluate', at('rendered'), '--data', at('data'), '--json');
    expect(judged.code).toBe(0);
    const evaluation = judged.json().find(({ type }) => type === 'evaluation');
    expect(evaluation).toMatchObject({ clips: 3, compositions: 3 });
  }, 240_000);

  it('sings MusicXML, with drums of a folder, of as many compositions as asked', async () => {
    await mkdir(at('songs'));
    await mkdir(at('grooves'));
    await writeFile(at('grooves/beat.mid'), writeMidi(scoreOf([drums(40)], 40)));
    for (const name of ['a', 'b', 'c', 'd']) await writeFile(at(`songs/${name}.musicxml`), sungXml);
    await writeFile(at('songs/odd.xml'), '<score-timewise/>');
    const made = await mashstream(
      ...['synthesize', at('songs'), '--out', at('sung'), '--drums', at('grooves')],
      ...['--limit', '2', '--timbres', '2', '--json'],
    );
    expect(made.json().at(-2)).toMatchObject({ type: 'synthesized', made: 4, there: 0 });
    const folders = (await readdir(at('sung'))).sort();
    expect(folders).toHaveLength(4);
    const [folder, second] = folders;
    expect(second).toBe(`${folder}_v2`);
    expect(await readdir(at('sung', folder))).toEqual(
      expect.arrayContaining(['bass.flac', 'mash.json', 'other.flac', 'song.json', 'vocals.flac']),
    );
    expect(JSON.parse(await readFile(at('sung', folder, 'mash.json'), 'utf8'))).toMatchObject({
      ...{ bpm: 120, meter: 4, key: 'C major', beats: expect.arrayContaining([0, 0.5, 32]) as unknown },
    });
    for (const wrong of [
      ['--limit', '0'],
      ['--timbres', 'x'],
      ['--split', 'none'],
      ['--drums', at('songs')],
    ])
      expect((await mashstream('synthesize', at('songs'), '--out', at('x'), ...wrong)).code).toBe(1);
  }, 240_000);
});
