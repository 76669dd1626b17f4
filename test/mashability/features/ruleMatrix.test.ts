import { describe, expect, it } from 'vitest';
import { decodeNpy, encodeNpy } from '../../../src/audio/files/npy.js';
import { featuresOfMatrix, ruleMatrix } from '../../../src/mashability/features/ruleMatrix.js';

const numbers = (count: number, from: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => from + i);

const features = { beats: 3, chroma: numbers(36, 0), onsets: numbers(72, 100), bands: numbers(9, 200) };

describe('ruleMatrix', () => {
  it('has a row a beat: 12 of chroma, 24 of onsets, 3 of bands', () => {
    const { data, shape } = ruleMatrix(features);
    expect(shape).toEqual([3, 39]);
    const second = [...data.subarray(39, 78)];
    expect(second.slice(0, 12)).toEqual([...numbers(12, 12)]);
    expect(second.slice(12, 36)).toEqual([...numbers(24, 124)]);
    expect(second.slice(36)).toEqual([203, 204, 205]);
  });

  it('gives back what went in, through its file as well', () => {
    expect(featuresOfMatrix(ruleMatrix(features))).toEqual(features);
    expect(featuresOfMatrix(decodeNpy(encodeNpy(ruleMatrix(features))))).toEqual(features);
  });

  it('refuses another shape', () => {
    for (const shape of [[39, 3], [117], [3, 13, 3]])
      expect(() => featuresOfMatrix({ data: new Float32Array(117), shape })).toThrow(
        expect.objectContaining({
          code: 'corrupt-blob',
          message: expect.stringContaining(shape.join(' × ')) as string,
        }),
      );
  });
});
