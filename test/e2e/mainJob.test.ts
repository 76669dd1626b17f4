import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWav } from '../../src/adapters/files/readWav.js';
import { ffmpegEncoder } from '../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { openState } from '../../src/cli/runtime/wiring/openState.js';
import type { Ranking } from '../../src/domain/mashup.js';
import type { Sample } from '../../src/domain/learning/sample.js';
import { readData } from '../support/dataFolder.js';
import { freePort } from '../support/freePort.js';
import { runProgram, startProgram, type Ended } from '../support/builtProgram.js';
import { mashupFolders } from '../support/mashupFolders.js';
import { measureLoudness } from '../support/measureLoudness.js';
import { cutStems, goldenStems, makeStemSong, mixStems, sharedSong } from '../support/stemSongs.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { until } from '../support/until.js';

const at = temporaryDirectory();
const run = ['run', 'music', '--data', 'data', '--out', 'out'];
const credits = (title: string) => ({ title, artist: 'Everything is Free', licence: 'CC0 1.0' });

interface Event {
  readonly type: string;
  readonly stage?: string;
  readonly title?: string;
  readonly kind?: string;
}
/** Every line of stdout is JSON. */
const eventsOf = ({ stdout }: Ended): Event[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Event);
const stagesOf = (ended: Ended): string[] =>
  eventsOf(ended).flatMap(({ stage, kind }) => (stage && kind === 'started' ? [stage] : []));

/** Every file below a folder with its content's hash and its time. */
function fingerprints(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [
      path,
      `${createHash('sha256').update(readFileSync(path)).digest('hex')} ${statSync(path).mtimeMs}`,
    ]),
  );
}

/** Four CC0 songs of which at least some fit: real ones where ../shared/music is present, else variants of the bundled one. */
function makeMusic(): void {
  makeStemSong(at('music', 'Caesium'), { seconds: 31, sidecar: credits('Caesium') });
  makeStemSong(at('music', 'Caesium up'), { semitones: 1, seconds: 29, sidecar: credits('Caesium up') });
  for (const [name, start, semitones] of [
    ['Hydrogen', (28 * 240) / 132, -1],
    ['Sodium', (12 * 240) / 140, 2],
  ] as const) {
    const from = sharedSong(name);
    const options = { seconds: 31, sidecar: credits(name) };
    if (from) cutStems(from, at('music', name), { ...options, start });
    else makeStemSong(at('music', name), { ...options, semitones });
  }
}

describe('the main job with ready stems', () => {
  let first: Ended;
  let metrics = '';
  const answers = { health: 0, ready: 0 };
  beforeAll(async () => {
    makeMusic();
    const port = await freePort();
    const program = startProgram([...run, '--http-port', String(port)], { cwd: at() });
    const get = (path: string) => fetch(`http://127.0.0.1:${port}/${path}`).catch(() => undefined);
    const watch = setInterval(() => {
      void get('metrics').then(async (reply) => (metrics = (await reply?.text()) ?? metrics));
      void get('healthz').then((reply) => (answers.health ||= reply?.status ?? 0));
      // 503 until it has begun.
      void get('readyz').then((reply) => (answers.ready ||= reply?.status === 200 ? 200 : 0));
    }, 150);
    first = await program.ended.finally(() => clearInterval(watch));
  });

  it('ends well and prints a table of mashups', () => {
    expect([first.code, first.stderr]).toEqual([0, expect.not.stringContaining('FAILED')]);
    const [head, ...rows] = first.stdout.trim().split('\n');
    expect(head.split('\t')).toEqual(
      expect.arrayContaining(['vocal', 'harmonic', 'percussion', 'key', 'bpm', 'score']),
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const row of rows)
      expect(row).toMatch(/(?:Caesium|Hydrogen|Sodium).*[A-G][#b♯♭]? (?:major|minor) \d+[AB]/);
    expect(mashupFolders(at('out'))).toHaveLength(rows.length);
    const list = readFileSync(at('out', 'index.m3u8'), 'utf8').split('\n');
    const listed = list.filter((line) => line !== '' && !line.startsWith('#'));
    expect(listed).toHaveLength(rows.length);
    for (const path of listed) expect(existsSync(at('out', path))).toBe(true);
    const page = readFileSync(at('out', 'index.html'), 'utf8');
    for (const name of mashupFolders(at('out')))
      expect(page).toContain(`"script":"${encodeURIComponent(name)}/page.js"`);
  });

  it('writes a mix of −14 LUFS and −1 dBTP, stems of its very length, and all there is to say', async () => {
    const encoder = ffmpegEncoder();
    for (const name of mashupFolders(at('out'))) {
      const folder = at('out', name);
      expect(readdirSync(folder).sort()).toEqual([
        'harmonic.flac',
        'mashup.json',
        'mix.flac',
        'page.js',
        'percussion.flac',
        'vocal.flac',
      ]);
      const lengths = new Set<number>();
      for (const part of ['mix', 'vocal', 'harmonic', 'percussion']) {
        await encoder.toWav(join(folder, `${part}.flac`), at('part.wav'));
        lengths.add((await readWav(at('part.wav'))).channels[0].length);
      }
      expect(lengths.size).toBe(1);
      const { integrated, truePeak } = measureLoudness(join(folder, 'mix.flac'));
      const facts = JSON.parse(readFileSync(join(folder, 'mashup.json'), 'utf8')) as Record<string, never>;
      expect(truePeak).toBeLessThanOrEqual(-1);
      expect(integrated).toBeLessThanOrEqual(-13.5);
      if (integrated < -14.5) expect(facts).toMatchObject({ mix: { quieter: true } });
      expect(facts).toMatchObject({
        condition: 'matched',
        seed: '1',
        bars: expect.any(Number) as number,
        axes: {
          harmonic: expect.any(Number) as number,
          network: expect.any(Number) as number,
          rhythmic: expect.any(Number) as number,
          groove: expect.any(Number) as number,
          key: expect.any(Number) as number,
          voice: expect.any(Number) as number,
          ease: expect.any(Number) as number,
        },
        scorer: { name: 'dualnet' },
        parts: ['vocal', 'harmonic', 'percussion'].map((role) => ({
          role,
          source: { artist: 'Everything is Free', licence: 'CC0 1.0', title: expect.any(String) as string },
          from: { start: expect.any(Number) as number, end: expect.any(Number) as number },
          ...{
            shift: expect.any(Number) as number,
            stretch: expect.any(Number) as number,
            offset: expect.any(Number) as number,
          },
        })),
      });
    }
  });

  it('measures itself while it runs', () => {
    expect(answers).toEqual({ health: 200, ready: 200 });
    const value = (series: string): number =>
      Number(new RegExp(`^${series.replaceAll(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(metrics)?.[1] ?? NaN);
    expect(value('mashstream_stage_duration_seconds_count{stage="analyze"}')).toBeGreaterThanOrEqual(3);
    expect(value('mashstream_stage_duration_seconds_sum{stage="analyze"}')).toBeGreaterThan(0.5);
    expect(value('mashstream_stage_emitted_total{stage="index"}')).toBeGreaterThanOrEqual(3);
    expect(value('mashstream_process_resident_memory_bytes')).toBeGreaterThan(3e7);
    expect(metrics).toMatch(/^mashstream_consumer_lag_records\{group="ingest",topic="works"\} \d/m);
    expect(metrics).toMatch(/^mashstream_oldest_unsettled_seconds \d/m);
    expect(metrics).toMatch(/^mashstream_unsettled_records \d/m);
    expect(metrics).toMatch(/^mashstream_stage_in_flight\{stage="analyze"\} \d/m);
  });

  it('sends off training samples of all three conditions in equal shares, of clips that exist', async () => {
    const { topic, clips, badBlobs } = await readData(at('data'));
    expect(badBlobs).toEqual([]);
    const samples = [...topic('training-samples').values()] as Sample[];
    const count = (label: string): number => samples.filter((sample) => sample.label === label).length;
    expect(count('positive')).toBeGreaterThan(0);
    expect([count('unlabelled'), count('negative')]).toEqual([count('positive'), count('positive')]);
    const known = new Set(clips.map(({ clipId }) => clipId));
    for (const { recipe } of samples) {
      expect(recipe.parts).toHaveLength(3);
      for (const { clipId } of recipe.parts) expect(known).toContain(clipId);
    }
  });

  it('does nothing twice: same bytes, no stage of work', async () => {
    const before = fingerprints(at('out'));
    const second = await runProgram([...run, '--json'], { cwd: at() });
    expect(second.code).toBe(0);
    expect(eventsOf(second).filter(({ type }) => type === 'mashup')).toHaveLength(
      mashupFolders(at('out')).length,
    );
    expect(stagesOf(second).filter((stage) => stage !== 'render')).toEqual([]);
    expect(fingerprints(at('out'))).toEqual(before);
  });

  it('takes a correction: matched again, not separated again, the stems as they were', async () => {
    const before = await readData(at('data'));
    writeFileSync(
      at('music', 'Caesium', 'mash.json'),
      JSON.stringify({ ...credits('Caesium'), key: 'D major' }),
    );
    const corrected = await runProgram([...run, '--json'], { cwd: at() });
    expect(corrected.code).toBe(0);
    expect(stagesOf(corrected)).toEqual(expect.arrayContaining(['reload', 'analyze', 'index']));
    expect(stagesOf(corrected)).not.toContain('separate');
    const after = await readData(at('data'));
    const clipOf = ({ clips }: typeof after) => clips.find(({ source }) => source.title === 'Caesium');
    expect(clipOf(after)?.key).toEqual({ tonic: 2, mode: 'major' });
    expect(clipOf(after)?.stems).toEqual(clipOf(before)?.stems);
    expect(after.badBlobs).toEqual([]);
    const seed = clipOf(after)?.clipId ?? '';
    const ranking = (contents: typeof after) => contents.topic('mashups').get(seed) as Ranking | undefined;
    expect(ranking(after)?.revision).toBeGreaterThan(ranking(before)?.revision ?? Infinity);
  });

  it('removes a track with all that came of it', async () => {
    const before = await readData(at('data'));
    const gone = before.tracks.find(({ source }) => source.title === 'Caesium up');
    const state = openState(at('data'), 'append');
    const key = pathToFileURL(at('music', 'Caesium up')).href;
    expect(gone?.publications.map(({ id }) => id)).toEqual([key]);
    await state.log.append('tracks', [{ key, value: null }]);
    await state.close();
    // The folder is still there, so the run must not name it.
    const removed = await runProgram(['run', at('music', 'Caesium'), '--data', 'data', '--out', 'out'], {
      cwd: at(),
    });
    expect(removed.code).toBe(0);
    const after = await readData(at('data'));
    expect(after.tracks.map(({ trackId }) => trackId)).not.toContain(gone?.trackId);
    expect(after.tracks).toHaveLength(before.tracks.length - 1);
    for (const clipId of gone?.clipIds ?? []) {
      expect(after.clips.map((clip) => clip.clipId)).not.toContain(clipId);
      expect(after.blobs.filter((blob) => blob.includes(clipId))).toEqual([]);
      expect([...after.topic('clips').keys(), ...after.topic('mashups').keys()]).not.toContain(clipId);
      const rankings = [...after.topic('mashups').values()] as Ranking[];
      expect(
        rankings
          .flatMap(({ mashups }) => mashups)
          .filter(({ parts }) => parts.some((part) => part.clipId === clipId)),
      ).toEqual([]);
    }
  });
});

describe('Ctrl-C', () => {
  beforeAll(() => {
    for (const semitones of [0, 1, 2]) makeStemSong(at('few', `song ${semitones}`), { semitones });
  });
  const few = ['run', 'few', '--data', 'few data', '--out', 'few out', '--top', '1'];

  it('finishes what is in hand; twice it stops at once; the next run completes', async () => {
    const drained = startProgram(few, { cwd: at() });
    await until(() => drained.stderr().includes('analyze: '), 60_000);
    drained.kill('SIGINT');
    const one = await drained.ended;
    expect([one.code, one.stderr]).toEqual([130, expect.stringContaining('Finishing what is in hand')]);
    const { tracks } = await readData(at('few data'));
    expect(tracks.some(({ complete }) => complete)).toBe(true);

    const stopped = startProgram([...few, '--data', 'other data'], { cwd: at() });
    await until(() => stopped.stderr().includes('analyze: '), 60_000);
    stopped.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 400));
    stopped.kill('SIGINT');
    expect((await stopped.ended).code).toBe(130);
    const indexed = stopped.stderr().split('index: ').length - 1;
    const complete = (await readData(at('other data'))).tracks.filter((track) => track.complete).length;
    expect(complete).toBeLessThanOrEqual(indexed);
    // The last song was not begun any more.
    expect(complete).toBeLessThan(3);

    for (const data of ['few data', 'other data']) {
      const whole = await runProgram([...few, '--data', data], { cwd: at() });
      expect([whole.code, whole.stderr]).toEqual([0, expect.stringMatching(/lies? in few out/)]);
      const after = await readData(at(data));
      expect(after.tracks.map(({ complete }) => complete)).toEqual([true, true, true]);
      expect(after.badBlobs).toEqual([]);
    }
  });
});

describe('the main job with a mixed song', () => {
  it('separates it by the real model, and pairs it with ready stems', async () => {
    mixStems(goldenStems, at('mixed.flac'), { start: 0, seconds: 17 });
    makeStemSong(at('mixed', 'stems'), { semitones: 1 });
    const args = ['run', 'mixed.flac', 'mixed', '--data', 'mixed data', '--out', 'mixed out', '--top', '1'];
    const ended = await runProgram(args, { cwd: at(), limit: 400_000 });
    expect([ended.code, ended.stderr]).toEqual([0, expect.stringContaining('separate: mixed.flac')]);
    const { clips, badBlobs } = await readData(at('mixed data'));
    const clip = clips.find(({ source }) => source.uri.endsWith('mixed.flac'));
    expect(clip?.separator.name).toBe('htdemucs');
    expect(clip?.supplies).toEqual({ vocal: true, harmonic: true, percussion: true });
    expect(Math.abs((clip?.grid.bpm ?? 0) - 130)).toBeLessThan(0.5);
    expect(badBlobs).toEqual([]);
    const [folder] = mashupFolders(at('mixed out'));
    expect(existsSync(at('mixed out', folder, 'mix.flac'))).toBe(true);
  });
});
