import { describe, expect, it } from 'vitest';
import { planFiles } from '../../../src/adapters/audio/planFiles.js';
import { createWav } from '../../../src/adapters/files/createWav.js';
import { playSong } from '../../support/playSong.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const rate = 44_100;

/** A mono WAV of `seconds` with sound laid in from `at` on. */
async function wav(name: string, seconds: number, sound?: Float32Array, at = 0): Promise<string> {
  const signal = new Float32Array(seconds * rate);
  if (sound) signal.set(sound, at * rate);
  const path = directory(name);
  const sink = await createWav(path, { sampleRate: rate, channels: 1 });
  await sink.append([signal]);
  await sink.close();
  return path;
}

describe('planFiles', () => {
  it('finds the music where it is, beyond the first minute too, in the sum of files of different length', async () => {
    const { stems } = playSong({ bpm: 120, seconds: 45 });
    const drums = await wav('drums.wav', 125, stems.drums, 75);
    const other = await wav('other.wav', 120, stems.other, 75);
    const quiet = await wav('quiet.wav', 30);
    const [best, ...rest] = await planFiles([quiet, other, drums]);
    expect(best.start).toBeGreaterThan(70);
    expect(best.start + best.duration).toBeLessThanOrEqual(125);
    for (const region of [best, ...rest]) expect(region.start + region.duration).toBeLessThanOrEqual(125.001);
    expect(rest.every(({ merit }) => merit <= best.merit)).toBe(true);
  });

  it('refuses silence, and next to silence, but not a song that is quiet', async () => {
    const { stems } = playSong({ bpm: 120, seconds: 12 });
    const faint = stems.drums.map((x) => x * 0.0005);
    const quiet = stems.drums.map((x) => x * 0.05);
    await expect(planFiles([await wav('silence.wav', 5)])).rejects.toMatchObject({ code: 'silent' });
    await expect(planFiles([await wav('faint.wav', 12, faint)])).rejects.toMatchObject({ code: 'silent' });
    expect(await planFiles([await wav('soft.wav', 12, quiet)])).not.toEqual([]);
  });
});
