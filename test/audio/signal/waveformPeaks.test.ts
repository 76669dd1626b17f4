import { expect, it } from 'vitest';
import { waveformPeaks } from '../../../src/audio/signal/waveformPeaks.js';

const peaks = (channels: readonly (readonly number[])[], count: number): number[] => [
  ...waveformPeaks(
    channels.map((channel) => Float32Array.from(channel)),
    count,
  ),
];

it('are the loudest sample of each stretch, of either sign, on any channel', () => {
  expect(peaks([[0, 0.5, -1, 0.25, 0, 0]], 3)).toEqual([0.5, 1, 0]);
  const [left, right] = [
    [0, 0.5],
    [-0.75, 0],
  ];
  expect(peaks([left, right], 2)).toEqual([0.75, 0.5]);
});

it('are 0 where there is no sample', () => {
  expect(peaks([[]], 2)).toEqual([0, 0]);
  expect(peaks([[1]], 3)).toEqual([0, 0, 1]);
});
