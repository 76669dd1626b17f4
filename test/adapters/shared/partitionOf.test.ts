import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionOf } from '../../../src/adapters/shared/partitionOf.js';

describe('partitionOf', () => {
  it('is a partition, the same for the same key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 64 }), (key, partitions) => {
        const partition = partitionOf(key, partitions);
        expect(Number.isInteger(partition) && partition >= 0 && partition < partitions).toBe(true);
        expect(partitionOf(key, partitions)).toBe(partition);
      }),
    );
  });

  it('is FNV-1a on plain text', () => {
    // Published test values of the 32-bit hash: '' 811c9dc5, 'a' e40c292c, 'foobar' bf9cf968.
    const whole = 2 ** 32;
    expect(['', 'a', 'foobar'].map((key) => partitionOf(key, whole))).toEqual([
      0x811c9dc5, 0xe40c292c, 0xbf9cf968,
    ]);
  });

  it('spreads keys', () => {
    const counts = [0, 0, 0, 0];
    for (let n = 0; n < 4000; n += 1) counts[partitionOf(`clip ${n}`, 4)] += 1;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
