import { beforeAll, describe, expect, it } from 'vitest';
import { startProgram, type Ended, type Program } from '../support/builtProgram.js';
import { childrenIn } from '../support/childrenIn.js';
import { readData } from '../support/dataFolder.js';
import { jsonLines, type JsonLine } from '../support/jsonLines.js';
import { goldenStems, makeStemSong, mixStems } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { until } from '../support/until.js';

const at = temporaryDirectory();
const patience = 120_000;

interface Victim {
  /** Module that the child runs. */
  readonly entry: string;
  /** What the song at work is called. */
  readonly song: string;
  /** Killed first when the program has written such a line of that song; every further time as soon as it is there again. */
  readonly when: (line: JsonLine) => boolean;
}

const run = (folder: string): Program =>
  startProgram(
    [
      'run',
      folder,
      '--data',
      `${folder} data`,
      '--out',
      `${folder} out`,
      '--json',
      '--concurrency',
      '1',
    ].concat(['--top', '1', '--clips-per-track', '1']),
    { cwd: at(), limit: 400_000 },
  );

/** Kills the child that works on a song, so many times. */
async function killing(program: Program, { entry, song, when }: Victim, times: number): Promise<Ended> {
  const killed: number[] = [];
  const reached = (): boolean =>
    jsonLines(program.stdout()).some((line) => line.title?.includes(song) === true && when(line));
  await until(reached, patience);
  const found = (): readonly number[] => childrenIn(at(), entry).filter((pid) => !killed.includes(pid));
  while (killed.length < times) {
    await until(() => found().length > 0, patience);
    const [pid] = found();
    process.kill(pid, 'SIGKILL');
    killed.push(pid);
  }
  return program.ended;
}

const failedIn = ({ stdout }: Ended): readonly JsonLine[] =>
  jsonLines(stdout).filter(({ type }) => type === 'failed');

const cases = {
  separator: {
    entry: 'onnx/separatorChild',
    song: 'mixed.flac',
    when: ({ stage, fraction }: JsonLine) => stage === 'separate' && (fraction ?? 0) > 0,
  },
  analyser: {
    entry: 'audio/audioChild',
    song: 'second',
    when: ({ stage, kind }: JsonLine) => stage === 'analyze' && kind === 'started',
  },
} as const;

describe.runIf(process.platform === 'linux').each(Object.entries(cases))(
  'the %s killed in the middle of its work',
  (folder, victim) => {
    beforeAll(() => {
      makeStemSong(at(folder, 'first'), { semitones: 1 });
      if (folder === 'separator') mixStems(goldenStems, at(folder, 'mixed.flac'), { seconds: 17 });
      else makeStemSong(at(folder, 'second'));
    });

    it('twice: its song is a dead letter, named with the reason; the other one is done', async () => {
      const ended = await killing(run(folder), victim, 2);
      expect(ended.code).toBe(3);
      expect(failedIn(ended)).toEqual([
        expect.objectContaining({
          name: victim.song,
          code: 'child-died',
          message: expect.stringMatching(/ended in the middle of its work.*tried again in vain/) as string,
        }),
      ]);
      const data = await readData(at(`${folder} data`));
      expect(data.tracks.filter(({ complete }) => complete).map(({ source }) => source.uri)).toEqual([
        expect.stringContaining('/first/'),
      ]);
      const letters = [...data.headers('dead-letters')];
      const [lost] = data.tracks.filter(({ complete }) => !complete);
      expect([lost.source.uri, lost.failure?.code]).toEqual([
        expect.stringContaining(`/${victim.song}`),
        'child-died',
      ]);
      expect(letters).toEqual([
        [lost.trackId, expect.objectContaining({ 'error.code': 'child-died', 'error.topic': 'works' })],
      ]);
      expect(data.badBlobs).toEqual([]);
    });

    it('once, in the next run: it is tried again, and all is done', async () => {
      const ended = await killing(run(folder), victim, 1);
      expect([ended.code, failedIn(ended)]).toEqual([0, []]);
      const data = await readData(at(`${folder} data`));
      expect(data.tracks.map(({ complete }) => complete)).toEqual([true, true]);
      expect(data.clips).toHaveLength(2);
      expect(data.badBlobs).toEqual([]);
      expect(jsonLines(ended.stdout).filter(({ type }) => type === 'mashup')).toHaveLength(1);
    });
  },
);
