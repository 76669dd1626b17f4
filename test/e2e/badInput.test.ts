import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../src/cli/runtime/wiring/openState.js';
import { makeAwkward, makeHopeless, makeOdd } from '../support/badSongs.js';
import { runProgram, type Ended } from '../support/builtProgram.js';
import { pathText } from '../../src/domain/text/pathText.js';
import { readData, type Contents } from '../support/dataFolder.js';
import { freePort } from '../support/freePort.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();
interface Line {
  readonly type: string;
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly text?: string;
  readonly title?: string;
  readonly stage?: string;
}

/** Every bad input of one folder in one run, good songs among them. */
describe('a folder with every bad input', () => {
  let hopeless: Readonly<Record<string, RegExp>>;
  let ended: Ended;
  let lines: readonly Line[];
  let data: Contents;
  const asked: (string | undefined)[] = [];

  beforeAll(async () => {
    const port = await freePort();
    const server = createServer((request, reply) => {
      asked.push(request.url);
      reply.end();
    }).listen(port, '127.0.0.1');
    mkdirSync(at('music', 'good'), { recursive: true });
    hopeless = makeHopeless(at('music'), `http://127.0.0.1:${port}`);
    makeOdd(at('music'));
    makeAwkward(at('music'));
    for (const semitones of [-1, 2]) makeStemSong(at('music', 'good', `song ${semitones}`), { semitones });
    const state = openState(at('data'), 'append');
    const bytes = (text: string) => new TextEncoder().encode(text);
    await state.log.append('tracks', [
      { key: 'no json', value: bytes('{"schema": 1,') },
      { key: 'no audio', value: bytes('{"schema": 1, "title": "nothing to hear"}') },
    ]);
    await state.close();
    const args = ['run', 'music', '--data', 'data', '--out', 'out', '--top', '1', '--json'];
    ended = await runProgram([...args, '--max-duration', '21'], { cwd: at(), limit: 600_000 });
    server.close();
    lines = ended.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line); // lines of JSON are asserted
    data = await readData(at('data'));
  });

  const failed = (): Map<string, Line> =>
    new Map(
      lines.filter(({ type }) => type === 'failed').map((line) => [line.name?.split('/').at(-1) ?? '', line]),
    );
  const remarks = (): string[] =>
    lines.flatMap(({ type, text }) => (type === 'remark' && text ? [text] : []));
  const clipsOf = (name: string) =>
    data.clips.filter(({ source }) => pathText(source.uri).includes(`/${name}`));

  it('ends with exit code 3, each failed one named with its reason, and none else', () => {
    expect(ended.code).toBe(3);
    expect([...failed().keys()].sort()).toEqual([...Object.keys(hopeless), 'no audio', 'no json'].sort());
    for (const [name, reason] of Object.entries(hopeless))
      expect(failed().get(name)?.message).toMatch(reason);
    for (const name of ['no audio', 'no json'])
      expect(failed().get(name)).toMatchObject({ code: 'bad-message' });
  });

  it('separates nothing that is too short to be used', () => {
    const separated = lines.filter(({ stage }) => stage === 'separate').map(({ title }) => title);
    expect(separated).toContainEqual(expect.stringContaining('truncated'));
    expect(separated).not.toContainEqual(expect.stringContaining('five'));
  });

  it('goes nowhere that a file points to', () => {
    expect(asked).toEqual([]);
  });

  it('ranks the good ones, whatever they are called', () => {
    const mashups = lines.filter(({ type }) => type === 'mashup');
    expect(mashups).toHaveLength(1);
    const good = ['good/song -1', 'good/song 2', '-version', 'new\nline "quoted" it\'s 🎵'];
    for (const name of good) {
      const [clip] = clipsOf(name);
      expect(clip, name).toBeDefined();
      expect(data.topic('mashups').has(clip.clipId), name).toBe(true);
    }
    expect(data.badBlobs).toEqual([]);
  });

  it('takes what a truncated file still holds, and the allowed first part of three hours, and says so', () => {
    expect(clipsOf('truncated.mp3')).toHaveLength(1);
    expect(clipsOf('three hours.mp3')).toHaveLength(1);
    expect(remarks()).toContainEqual(
      expect.stringMatching(/^three hours: only the first 21 s of 3 h 00 min were used/),
    );
  });

  it('keeps an instrumental as accompaniment, never as seed', () => {
    const [clip] = clipsOf('instrumental.flac');
    expect(clip.supplies).toMatchObject({ vocal: false });
    expect(clip.supplies.harmonic || clip.supplies.percussion).toBe(true);
    expect(data.topic('mashups').has(clip.clipId)).toBe(false);
    expect(remarks()).toContainEqual(expect.stringMatching(/^instrumental: not used \(/));
  });

  it('keeps speech without a beat, marked', () => {
    const [clip] = clipsOf('speech.wav');
    expect(clip.trusted).toBe(false);
    expect(clip.doubts.length).toBeGreaterThan(0);
    expect(remarks()).toContainEqual(expect.stringMatching(/^speech: not used/));
  });

  it('takes mono of 8 kHz and 5.1 of 96 kHz and 24 bits', () => {
    const [plain] = clipsOf('-version');
    for (const name of ['eight', 'wide']) {
      const [clip] = clipsOf(name);
      expect([name, clip.grid.bpm]).toEqual([name, expect.closeTo(plain.grid.bpm, 1)]);
      expect(clip.supplies).toMatchObject({ harmonic: true, percussion: true });
    }
  });

  it('makes one entry of a song under two names, which goes with the last of them', async () => {
    const twins = (contents: Contents) =>
      contents.tracks.filter(({ publications }) =>
        publications.some(({ id }) => /\/(?:-version|twin)$/.test(id)),
      );
    expect(twins(data)).toEqual([
      expect.objectContaining({ publications: [expect.anything(), expect.anything()] }),
    ]);
    const [{ clipIds }] = twins(data);
    await runProgram(['remove', at('music', '-version'), '--data', 'data'], { cwd: at() });
    const one = await readData(at('data'));
    expect(twins(one)[0].publications.map(({ id }) => id)).toEqual([expect.stringMatching(/twin$/)]);
    expect(one.clips.map(({ clipId }) => clipId)).toEqual(expect.arrayContaining([...clipIds]));
    await runProgram(['remove', at('music', 'twin'), '--data', 'data'], { cwd: at() });
    const none = await readData(at('data'));
    expect(twins(none)).toEqual([]);
    for (const clipId of clipIds) {
      expect(none.clips.map((clip) => clip.clipId)).not.toContain(clipId);
      expect(none.blobs.filter((blob) => blob.includes(clipId))).toEqual([]);
    }
  });
});
