import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyzeFiles } from '../../../src/adapters/audio/analyzeFiles.js';
import { createWav } from '../../../src/adapters/files/createWav.js';
import { decodeNpyBytes } from '../../../src/audio/files/npy.js';
import { heardRows } from '../../../src/audio/semitones/heardRows.js';
import type { StemName } from '../../../src/domain/role.js';
import type { Given } from '../../../src/domain/track.js';
import { rowsOfMatrix } from '../../../src/mashability/rows/rowMatrix.js';
import type { AnalyzedFacts, Analyzed } from '../../../src/ports/analyzer.js';
import { playSong } from '../../support/playSong.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
let count = 0;

/** Writes stems as stereo WAV files and analyses them. */
async function analyse(
  stems: Readonly<Partial<Record<StemName, Float32Array>>>,
  given: Given = {},
): Promise<Analyzed & { readonly outputDir: string }> {
  const outputDir = directory(String(++count));
  await mkdir(outputDir);
  const paths: Partial<Record<StemName, string>> = {};
  for (const [name, signal] of Object.entries(stems)) {
    const path = join(outputDir, `${name}-in.wav`);
    const sink = await createWav(path, { sampleRate: 44_100, channels: 2 });
    await sink.append([signal, signal]);
    await sink.close();
    paths[name as StemName] = path; // the keys are stems
  }
  return { outputDir, ...(await analyzeFiles({ stems: paths, given, outputDir })) };
}

/** What every clip promises of its grid, whatever is doubtful about it. */
function expectWholeBars({ grid, bars }: AnalyzedFacts): void {
  expect(bars).toBeGreaterThanOrEqual(1);
  expect(grid.beats).toHaveLength(bars * (grid.meter ?? 4) + 1);
  expect(grid.downbeats[0]).toBe(0);
  expect(grid.downbeats.every((beat) => beat < grid.beats.length)).toBe(true);
}

describe('analyzeFiles: a region too short for a unit', () => {
  it('keeps its whole bars from the first downbeat on, so that it can be laid on bars when asked for', async () => {
    // A pickup of three beats before the first downbeat at 1.9 s.
    const { stems, beats } = playSong({ bpm: 120, seconds: 11, start: 0.4 });
    const { facts } = await analyse(stems, { firstDownbeat: beats[3], meter: 4 });
    expect(facts.doubts).toContain('short');
    expect(facts.trusted).toBe(false);
    expectWholeBars(facts);
    expect(facts.grid.beats[0]).toBeCloseTo(beats[3], 2);
    expect(facts.bars).toBe(4);
  });

  it('without a bar of its own has bars of a plain clock', async () => {
    const noise = Float32Array.from({ length: 3 * 44_100 }, (_, i) => Math.sin(i * i * 0.37) * 0.2);
    for (const meter of [undefined, 3, 6] as const) {
      const { facts } = await analyse({ other: noise }, meter === undefined ? {} : { meter });
      expect(facts.trusted).toBe(false);
      expectWholeBars(facts);
    }
  });
});

describe('analyzeFiles: the parts', () => {
  it('the harmonic part is the sum of bass and other; one alone is taken as it is', async () => {
    const { stems } = playSong({ bpm: 120, seconds: 4 });
    const { drums, bass, other } = stems;
    const together = await analyse({ drums, bass, other });
    const sum = await analyse({ drums, other: bass.map((x, i) => x + other[i]) });
    expect(together.facts.loudness.harmonic).toBeCloseTo(sum.facts.loudness.harmonic ?? 0, 3);
    expect(Object.keys(together.featureFiles)).toEqual(Object.keys(sum.featureFiles));
    const alone = await analyse({ bass });
    expect(alone.facts.loudness.harmonic).toBeLessThan(together.facts.loudness.harmonic ?? 0);
    expect(alone.facts.loudness.vocal).toBeNull();
  });

  it('keeps the rows of semitones of each role as they are heard on the beats of the clip', async () => {
    const { stems } = playSong({ bpm: 120, seconds: 11 });
    const { facts, featureFiles } = await analyse(stems);
    const names = Object.keys(featureFiles).filter((name) => name.endsWith('-rows'));
    expect(names.sort()).toEqual(['harmonic-rows', 'percussion-rows']);
    const { tuning, grid } = facts;
    const heard = heardRows(
      stems.bass.map((x, i) => x + stems.other[i]),
      grid.beats,
      { tuning },
    );
    const kept = rowsOfMatrix(decodeNpyBytes(readFileSync(featureFiles['harmonic-rows'])));
    expect(kept).toEqual(heard);
    expect(heard.rows.reduce((a, b) => Math.max(a, b), 0)).toBeGreaterThan(200);
  });

  it('refuses silence', async () => {
    await expect(analyse({ drums: new Float32Array(44_100 * 3) })).rejects.toMatchObject({ code: 'silent' });
  });
});
