import { expect, test } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { mixBatch, type MixBatch } from '../../../src/model/training/mixBatch.js';
import { wrongKinds } from '../../../src/model/training/mixTriples.js';
import { mixClips } from '../../support/mixClips.js';

const [songs, beats] = [8, 4];
const row = 128 * 16 * beats;
const clips = mixClips({ songs: 24, frames: 16 * 8 });
const draw = (jitter: boolean, step = 1): MixBatch =>
  mixBatch(clips, { songs, beats, jitter }, randomFrom('test', String(step)))!;

const part = (batch: MixBatch, role: 'vocal' | 'harmonic' | 'percussion', place: number) =>
  batch.parts[role].subarray(place * row, (place + 1) * row);
/** Mean levels of the bands of 12 semitones' classes: which pitch class sounds. */
function classOf(values: Float32Array): number {
  const sums = new Array<number>(12).fill(0);
  values.forEach((value, i) => (sums[(i % 128) % 12] += value));
  return sums.indexOf(Math.max(...sums));
}

test('all songs are at one key, and each is there once', () => {
  for (let step = 1; step <= 20; step += 1) {
    const batch = draw(false, step);
    expect(new Set(batch.songs.map(({ song }) => song)).size).toBe(batch.songs.length);
    const classes = batch.songs.map((_, place) => classOf(part(batch, 'vocal', place)));
    expect(new Set(classes).size).toBe(1);
    // Four bands above the harmony's, modulo an octave.
    expect(classOf(part(batch, 'harmonic', 0))).toBe((classes[0] + 8) % 12);
  }
});

test('parts that are wrong in key are at another, those wrong in tempo at other times', () => {
  const batch = draw(false);
  expect(new Set(batch.wrong.map(({ kind }) => kind))).toEqual(new Set(wrongKinds));
  for (const [place, { kind, harmonic, percussion }] of batch.wrong.entries()) {
    const [own, wrong] = [part(batch, 'harmonic', place), part(batch, 'harmonic', harmonic)];
    expect(classOf(wrong) === classOf(own)).toBe(kind === 'tempo');
    expect(percussion === place).toBe(kind === 'key');
    if (kind !== 'key')
      expect(part(batch, 'percussion', percussion)).not.toEqual(part(batch, 'percussion', place));
  }
  const counts = batch.wrong.filter(({ kind }) => kind !== 'key').length;
  expect(batch.parts.vocal.length / row).toBe(batch.songs.length);
  expect(batch.parts.harmonic.length / row).toBe(2 * batch.songs.length);
  expect(batch.parts.percussion.length / row).toBe(batch.songs.length + counts);
});

test('same draws, same batch; jitter changes levels and nothing else', () => {
  expect(draw(true)).toEqual(draw(true));
  const [plain, jittered] = [draw(false), draw(true)];
  expect(jittered.songs[0].relativeMajor).toBeDefined();
  expect(jittered.parts.vocal).not.toEqual(plain.parts.vocal);
  expect(classOf(part(jittered, 'vocal', 0))).toBe(classOf(part(jittered, 'vocal', 1)));
});

test('one song alone is no batch', () => {
  expect(mixBatch(clips.slice(0, 1), { songs, beats, jitter: false }, randomFrom('test'))).toBeUndefined();
});
