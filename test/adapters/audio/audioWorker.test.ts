import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { audioWorker } from '../../../src/adapters/audio/audioWorker.js';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { encodeWav } from '../../../src/audio/files/encodeWav.js';
import { featuresOfMatrix } from '../../../src/mashability/features/ruleMatrix.js';
import { rowsOfMatrix } from '../../../src/mashability/rows/rowMatrix.js';
import { decodeNpy, decodeNpyBytes } from '../../../src/audio/files/npy.js';
import { stemNames, type StemName } from '../../../src/domain/role.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

// One analysis is seconds of work, and other tests run beside it.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const at = temporaryDirectory();
const worker = audioWorker();
afterAll(() => worker.close());

const wav = (stem: StemName): string => at(`${stem}.wav`);
const stems = { vocals: wav('vocals'), drums: wav('drums'), bass: wav('bass'), other: wav('other') };
const outputDir = (name: string): string => {
  mkdirSync(at(name));
  return at(name);
};
const silent = at('silent.wav');

/** 17 bars of Caesium (CC0): 130 bpm, C major, 4/4; it begins on a downbeat. */
beforeAll(async () => {
  const decoder = ffmpegDecoder();
  for (const stem of stemNames) {
    const uri = fileURLToPath(new URL(`../../golden/stems/${stem}.ogg`, import.meta.url));
    await decoder.decode({ uri, output: wav(stem), maxDuration: 60 });
  }
  // Its bass is silent; a tonic stands in for it.
  const { length } = (await readWav(stems.bass)).channels[0];
  const bass = Float32Array.from({ length }, (_, i) => 0.05 * Math.sin((2 * Math.PI * 65.41 * i) / 44_100));
  writeFileSync(stems.bass, encodeWav({ sampleRate: 44_100, channels: [bass, bass] }));
  const nothing = new Float32Array(44_100 * 31);
  writeFileSync(silent, encodeWav({ sampleRate: 44_100, channels: [nothing, nothing] }));
});

describe('analyze', () => {
  it('gives the facts and features of a clip', async () => {
    const { facts, featureFiles } = await worker.analyze({
      stems,
      given: {},
      outputDir: outputDir('a'),
    });
    expect(facts.grid.bpm).toBeCloseTo(130, 0);
    expect(facts.grid.meter).toBe(4);
    expect(facts.grid.beats.length).toBe(facts.bars * 4 + 1);
    expect(facts.vocalActivity).toBeGreaterThan(0.3);
    expect(facts.supplies).toEqual({ vocal: true, harmonic: true, percussion: true });
    expect(facts.voice?.sungShare).toBeGreaterThan(0.5);
    expect(facts.voice?.leak).toBeLessThan(-10);
    expect(facts.voice?.sung.length).toBeGreaterThan(2);
    for (const level of Object.values(facts.loudness)) expect(level).toBeLessThan(-10);

    const beats = facts.bars * 4;
    expect(Object.keys(featureFiles).length).toBe(6);
    for (const role of ['vocal', 'harmonic', 'percussion']) {
      const matrix = decodeNpy(readFileSync(featureFiles[`${role}-rules`]));
      expect(matrix.shape).toEqual([beats, 39]);
      const { chroma, onsets, bands } = featuresOfMatrix(matrix);
      for (const array of [chroma, onsets, bands]) expect(array.some((x) => x > 0)).toBe(true);
      const rows = rowsOfMatrix(decodeNpyBytes(readFileSync(featureFiles[`${role}-rows`])));
      expect([rows.beats, rows.rows.some((x) => x > 100)]).toEqual([beats, true]);
    }
  });

  it('takes what is given for true', async () => {
    const given = { bpm: 65, meter: 4, key: { tonic: 3, mode: 'minor' } } as const;
    const { facts } = await worker.analyze({ stems, given, outputDir: outputDir('given') });
    expect(facts.grid.bpm).toBeCloseTo(65, 0);
    expect(facts).toMatchObject({ key: given.key, keyConfidence: 1 });
  });

  it('an instrumental supplies no voice, separated or given', async () => {
    const { drums, bass, other } = stems;
    const given = await worker.analyze({
      stems: { drums, bass, other },
      given: {},
      outputDir: outputDir('b'),
    });
    expect(given.facts.supplies).toEqual({ vocal: false, harmonic: true, percussion: true });
    expect(given.facts.loudness.vocal).toBeNull();
    expect(Object.keys(given.featureFiles).some((name) => name.startsWith('vocal'))).toBe(false);
    const left = { ...stems, vocals: at('leftover.wav') };
    const { channels } = await readWav(stems.drums);
    const faint = channels.map((channel) => channel.map((x) => 0.02 * x));
    writeFileSync(left.vocals, encodeWav({ sampleRate: 44_100, channels: faint }));
    const separated = await worker.analyze({ stems: left, given: {}, outputDir: outputDir('c') });
    expect(separated.facts.supplies.vocal).toBe(false);
  });

  it('an acapella alone supplies only the voice', async () => {
    const { vocals } = stems;
    const { facts } = await worker.analyze({
      stems: { vocals },
      given: { bpm: 130 },
      outputDir: outputDir('d'),
    });
    expect(facts.supplies).toEqual({ vocal: true, harmonic: false, percussion: false });
  });

  it('fails on silence, and works on', async () => {
    const work = worker.analyze({ stems: { drums: silent }, given: {}, outputDir: outputDir('e') });
    await expect(work).rejects.toMatchObject({ code: 'silent' });
    expect(await worker.vocalShare(stems.vocals, stems.vocals)).toBeGreaterThan(0.3);
  });

  it('keeps what has no beat, marked', async () => {
    const hum = Float32Array.from(
      { length: 44_100 * 20 },
      (_, i) => 0.1 * Math.sin(i / 30 + Math.sin(i / 9000)),
    );
    writeFileSync(at('hum.wav'), encodeWav({ sampleRate: 44_100, channels: [hum, hum] }));
    const job = { stems: { vocals: at('hum.wav') }, given: {}, outputDir: outputDir('f') };
    const { facts } = await worker.analyze(job);
    expect(facts.trusted).toBe(false);
    expect(facts.doubts).toContain('weak-beats');
    expect(facts.grid.beats.length).toBeGreaterThan(4);
  });
});

describe('planRegions', () => {
  it('sums the files and finds regions within them', async () => {
    const regions = await worker.planRegions([stems.drums, stems.vocals], {});
    expect(regions.length).toBeGreaterThan(0);
    for (const { start, duration } of regions) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start + duration).toBeLessThan(31.5);
    }
    for (const files of [
      [silent, stems.drums],
      [stems.drums, silent],
    ])
      expect((await worker.planRegions(files, {})).length).toBeGreaterThan(0);
  });

  it('fails on silence', async () => {
    await expect(worker.planRegions([silent], {})).rejects.toMatchObject({ code: 'silent' });
  });
});

it('hears the key and tuning of stems and of their sum alike', async () => {
  const { scores, tuning, tuningClarity } = await worker.hearKey(stems);
  expect(scores).toHaveLength(24);
  expect(Math.abs(tuning)).toBeLessThanOrEqual(50);
  expect(tuningClarity).toBeGreaterThan(0);
  const apart = await worker.hearKey({ mix: stems.other });
  expect(apart.scores.indexOf(Math.max(...apart.scores)) % 12).toBe(scores.indexOf(Math.max(...scores)) % 12);
});

it('vocalShare tells a voice from none', async () => {
  expect(await worker.vocalShare(stems.vocals, stems.drums)).toBeGreaterThan(0.3);
  expect(await worker.vocalShare(silent, stems.drums)).toBe(0);
});

it('edges tells where a voice comes in and goes out around its bars', async () => {
  const bar = 240 / 130;
  const lines = { first: 2 * bar, last: 14 * bar, bar };
  for (const sung of [undefined, [[2 * bar - 0.5, 14 * bar - 1]] as const]) {
    const { in: comes, out } = await worker.edges({ voice: stems.vocals, sung, lines });
    expect(comes[0]).toBeGreaterThan(bar - 0.2);
    expect(comes[0]).toBeLessThan(3 * bar);
    expect(out[1]).toBeGreaterThan(13 * bar);
    expect(out[1]).toBeLessThan(15 * bar + 0.5);
  }
});

it('mix writes the mix and reports on it', async () => {
  const parts = { vocal: stems.vocals, harmonic: stems.other, percussion: stems.drums };
  const written = { vocal: at('m-v.wav'), harmonic: at('m-h.wav'), percussion: at('m-p.wav') };
  const report = await worker.mix({ parts, muted: [], ducked: true, mix: at('m.wav'), stems: written });
  expect(report.loudness).toBeLessThan(-13.9);
  expect(report.loudness > -14.1 || report.quieter).toBe(true);
  expect(report.truePeak).toBeLessThanOrEqual(-1 + 1e-6);
  expect(Object.keys(report.gains).sort()).toEqual(['harmonic', 'percussion', 'vocal']);
  const [mix, part] = [await readWav(at('m.wav')), await readWav(written.vocal)];
  expect(mix.channels[0].length).toBe(part.channels[0].length);
});

it('a job that is not wanted any more is stopped, and the next one works', async () => {
  const abort = new AbortController();
  const work = worker.analyze({ stems, given: {}, outputDir: outputDir('g') }, abort.signal);
  setTimeout(() => abort.abort(), 100);
  await expect(work).rejects.toMatchObject({ code: 'aborted' });
  expect(await worker.vocalShare(silent, silent)).toBe(0);
});
