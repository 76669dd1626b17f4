import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { countProcesses } from '../support/countProcesses.js';
import { runProgram, type Ended } from '../support/builtProgram.js';
import { readData } from '../support/dataFolder.js';
import { brokenRubberband, fakePrograms, sleepyFfmpeg } from '../support/fakePrograms.js';
import { jsonLines, type JsonLine } from '../support/jsonLines.js';
import { mashupFolders } from '../support/mashupFolders.js';
import { makeStemSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();
const songs = ['one', 'two', 'three'];

interface Told extends Ended {
  readonly mashups: readonly JsonLine[];
  readonly failed: readonly JsonLine[];
}

async function run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Told> {
  const args = ['run', ...words, '--data', 'data', '--json'];
  const ended = await runProgram(args, { cwd: at(), env, limit: 400_000 });
  const of = (type: string) => jsonLines(ended.stdout).filter((line) => line.type === type);
  return { ...ended, mashups: of('mashup'), failed: of('failed') };
}
const good = songs.map((name) => join('music', name));
/** Folders of mashups that look whole. */
const whole = (out: string): readonly string[] => mashupFolders(at(out));

/** All runs on one data folder, each after the one before. */
describe('programs that hang, fail and are killed, and files that are lost', () => {
  let first: Told;
  let best: readonly JsonLine[];
  let path: string;
  beforeAll(async () => {
    songs.forEach((name, semitones) => makeStemSong(at('music', name), { semitones }));
    makeStemSong(at('music', 'slow'), { semitones: 3 });
    cpSync(at('music', 'one'), at('music', 'deaf'), { recursive: true });
    path = fakePrograms(at('programs'), { ffmpeg: sleepyFfmpeg, rubberband: brokenRubberband });
    mkdirSync(at('notes'));
    const env = { PATH: path, NOTES: at('notes'), BROKEN: 'exit' };
    first = await run(['music', '--out', 'out', '--top', '2', '--read-timeout', '12'], env);
  });

  it('a song at which ffmpeg hangs is given up at the time limit, and the others go on', async () => {
    expect(first.code).toBe(3);
    const late = first.failed.filter(({ code }) => code === 'timeout');
    expect(late.map(({ name }) => name).sort()).toEqual(['deaf', 'slow']);
    for (const { message } of late)
      expect(message).toMatch(
        /(?:deaf|slow)\/[a-z]+\.flac": ffmpeg .* for \d+ s and was stopped.*--read-timeout/,
      );
    const { tracks } = await readData(at('data'));
    expect(tracks.filter(({ complete }) => complete)).toHaveLength(songs.length);
    expect(countProcesses('sleep 3600')).toBe(0);
  });

  it('a mashup at which rubberband fails is named, leaves nothing, and the others are rendered', () => {
    const [failure, ...more] = first.failed.filter(({ code }) => code !== 'timeout');
    expect(more).toEqual([]);
    expect(failure.name).toMatch(/ over /);
    expect(failure.message).toMatch(/Stretching .* with rubberband: exit code 7: a string is broken/);
    expect(first.mashups).toHaveLength(2);
    const [row] = first.mashups.filter((each) => typeof each.path === 'string');
    expect(readdirSync(at('out')).sort()).toEqual(
      [row.path?.split('/').at(-1), 'index.html', 'index.m3u8'].sort(),
    );
    expect(whole('out')).toHaveLength(1);
  });

  it('the next run renders it', async () => {
    const before = whole('out');
    const next = await run([...good, '--out', 'out', '--top', '2']);
    best = next.mashups;
    expect([next.code, next.failed]).toEqual([0, []]);
    expect(whole('out')).toEqual(expect.arrayContaining([...before]));
    expect(whole('out')).toHaveLength(2);
  });

  it('a mashup at which rubberband is killed is tried again, named, and the others are rendered', async () => {
    rmSync(at('notes'), { recursive: true });
    mkdirSync(at('notes'));
    const env = { PATH: path, NOTES: at('notes'), BROKEN: 'kill' };
    const killed = await run([...good, '--out', 'killed', '--top', '2'], env);
    expect(killed.code).toBe(3);
    expect(killed.failed).toEqual([
      expect.objectContaining({
        code: 'child-died',
        message: expect.stringMatching(/with rubberband: it was killed.*tried again in vain/) as string,
      }),
    ]);
    expect(readdirSync(at('killed')).sort()).toEqual([...whole('killed'), 'index.html', 'index.m3u8'].sort());
    expect(whole('killed')).toHaveLength(1);
  });

  /** Follows the advice of a message, then runs again: all is well. */
  async function mend(message: string | undefined, out: string): Promise<void> {
    const trackId = /mashstream(?:\.mjs)? remove ([0-9a-f]+)\b/.exec(message ?? '')?.[1] ?? 'none';
    const removed = await runProgram(['remove', trackId, '--data', 'data'], { cwd: at() });
    expect(removed.code).toBe(0);
    const again = await run([...good, '--out', out, '--top', '1']);
    expect([again.code, again.failed, again.mashups.length]).toEqual([0, [], 1]);
    const data = await readData(at('data'));
    const complete = data.tracks.filter((track) => track.complete);
    expect([data.badBlobs, complete.length]).toEqual([[], songs.length]);
    expect(whole(out)).toHaveLength(1);
  }

  it('a damaged file of the data folder is told by the mashup that needs it, and its advice works', async () => {
    const { clips } = await readData(at('data'));
    const voice = clips.find(({ source }) => source.uri.includes(`/${best[0].vocal}/`));
    writeFileSync(at('data', 'blobs', voice?.stems.vocals?.key ?? ''), 'x');
    const damaged = await run([...good, '--out', 'damaged', '--top', '1']);
    expect([damaged.code, damaged.failed.map(({ code }) => code)]).toEqual([3, ['corrupt-blob']]);
    expect(damaged.failed[0].message).toMatch(/^What is stored of ".*" is damaged or missing: .*not the one/);
    expect(readdirSync(at('damaged'))).toEqual([]);
    await mend(damaged.failed[0].message, 'damaged');
  });

  it('a missing file of the data folder is told by the rankings that need it, and their advice works', async () => {
    const { clips } = await readData(at('data'));
    const [{ features, trackId }] = clips;
    for (const ref of Object.values(features)) if (ref) rmSync(at('data', 'blobs', ref.key));
    const missing = await run([...good, '--out', 'out', '--top', '0', '--scorer', 'lee']);
    expect(missing.code).toBe(3);
    expect(missing.failed.length).toBeGreaterThan(0);
    for (const { code, name, message } of missing.failed) {
      expect([code, name]).toEqual(['corrupt-blob', expect.stringMatching(/^ranking of /)]);
      expect(message).toMatch(new RegExp(`mashstream(\\.mjs)? remove ${trackId}, then run again`));
    }
    await mend(missing.failed[0].message, 'missing');
  });

  it('songs that were given up are taken up again once ffmpeg is well', async () => {
    const next = await run(['music', '--out', 'out', '--top', '0']);
    expect([next.code, next.failed]).toEqual([0, []]);
    const { tracks } = await readData(at('data'));
    expect(tracks.map(({ complete }) => complete)).toEqual([true, true, true, true]);
    expect(tracks.flatMap(({ publications }) => publications)).toHaveLength(5);
  });
});
