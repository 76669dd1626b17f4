import { describe, expect, it } from 'vitest';
import { bootstrapMean, grouped } from '../../src/evaluation/bootstrap.js';
import { randomFrom } from '../../src/domain/random.js';

const noise = (name: string, count: number): number[] => {
  const random = randomFrom('noise', name);
  return Array.from({ length: count }, () => random.next());
};

describe('bootstrapMean', () => {
  it('holds the true mean in about 95 of 100 intervals', () => {
    const hits = Array.from({ length: 60 }, (_, n) => {
      const values = noise(String(n), 40).map((value, i) => [String(i), [value]] as const);
      const { low, high } = bootstrapMean(new Map(values));
      return low < 0.5 && 0.5 < high;
    }).filter(Boolean);
    expect(hits.length).toBeGreaterThan(50);
  });

  it('is wider where the values of a song are alike: they count as one', () => {
    const apart = new Map(noise('a', 40).map((value, i) => [String(i), [value]] as const));
    const alike = new Map(
      noise('a', 10).map((value, i) => [String(i), [value, value, value, value]] as const),
    );
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(width(bootstrapMean(alike))).toBeGreaterThan(1.5 * width(bootstrapMean(apart)));
  });

  it('is the same each time, and nothing of nothing', () => {
    const groups = new Map([
      ['a', [1, 2]],
      ['b', [5]],
    ]);
    expect(bootstrapMean(groups)).toEqual(bootstrapMean(groups));
    expect(bootstrapMean(groups).mean).toBeCloseTo(8 / 3, 12);
    expect(bootstrapMean(new Map())).toEqual({ mean: NaN, low: NaN, high: NaN, count: 0 });
  });
});

it('groups values and leaves out what is none', () => {
  const groups = grouped(
    [1, 2, 3, NaN],
    (n) => (n % 2 === 0 ? 'even' : 'odd'),
    (n) => n,
  );
  expect([...groups]).toEqual([
    ['odd', [1, 3]],
    ['even', [2]],
  ]);
});
