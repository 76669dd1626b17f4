import { expect, it } from 'vitest';
import type { OnsetChannels } from '../../../src/audio/onsets/onsetChannels.js';
import { rhythmOfTempo } from '../../../src/audio/rhythm/rhythmOfTempo.js';

/** A region of `duration` seconds with onsets at `times`, 100 frames a second. */
function onsetsAt(times: readonly number[], duration: number): OnsetChannels {
  const mixed = new Float32Array(duration * 100);
  for (const time of times) mixed[Math.round(time * 100)] = 1;
  const empty = new Float32Array(mixed.length);
  const channels = { kick: empty, snare: empty, hat: empty, bass: empty, other: empty, vocals: empty };
  return { frames: mixed.length, rate: 100, duration, channels, mixed };
}

it('fills the region with even beats, one of them at each downbeat told', () => {
  const { beats, downbeats } = rhythmOfTempo(onsetsAt([], 5), { bpm: 60, firstDownbeat: 1.5, meter: 3 });
  expect(beats).toEqual([0.5, 1.5, 2.5, 3.5, 4.5]);
  expect(downbeats).toEqual([1, 4]);
});

it('takes a downbeat before the region or beyond its end', () => {
  expect(rhythmOfTempo(onsetsAt([], 4), { bpm: 60, firstDownbeat: -2 })).toMatchObject({
    beats: [0, 1, 2, 3, 4],
    downbeats: [2],
  });
  expect(rhythmOfTempo(onsetsAt([], 4), { bpm: 60, firstDownbeat: 8 })).toMatchObject({
    beats: [0, 1, 2, 3, 4],
    downbeats: [0, 4],
  });
});

it('without a downbeat puts the beats where the onsets are, and trusts nothing', () => {
  const rhythm = rhythmOfTempo(onsetsAt([0.31, 1.29, 3.3, 4.31, 7.3], 10), { bpm: 60 });
  expect(rhythm.beats[0]).toBeCloseTo(0.3, 2);
  expect(rhythm).toMatchObject({ bpm: 60, meter: 4, beatConfidence: 0, downbeatConfidence: 0 });
});
