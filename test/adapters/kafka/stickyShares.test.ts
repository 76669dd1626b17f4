import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { stickyShares, type Owner } from '../../../src/adapters/kafka/log/stickyShares.js';

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

const owner = (memberId: string, topic = 'a', ...partitions: number[]): Owner => ({
  memberId,
  owned: partitions.map((partition) => ({ topic, partition })),
});

const namesOf = (shares: ReturnType<typeof stickyShares>): Record<string, string> =>
  Object.fromEntries(
    [...shares].map(([memberId, share]) => [
      memberId,
      share
        .map(({ topic, partition }) => `${topic}${partition}`)
        .sort()
        .join(' '),
    ]),
  );

describe('stickyShares', () => {
  it('gives one that joins no more than its share, and leaves the rest where it is', () => {
    const shares = stickyShares(new Map([['a', range(6)]]), [
      owner('one', 'a', 0, 2, 4),
      owner('two', 'a', 1, 3, 5),
      owner('new'),
    ]);
    expect(namesOf(shares)).toEqual({ one: 'a0 a2', two: 'a1 a3', new: 'a4 a5' });
  });

  it('gives what one that left had to those who have least, and moves nothing else', () => {
    const shares = stickyShares(new Map([['a', range(5)]]), [
      owner('two', 'a', 1, 4),
      owner('three', 'a', 0),
    ]);
    expect(namesOf(shares)).toEqual({ two: 'a1 a3 a4', three: 'a0 a2' });
  });

  it('spreads topics of one partition over members, and leaves nobody out that could have one', () => {
    const topics = new Map(['a', 'b', 'c', 'd'].map((topic) => [topic, [0]]));
    expect(namesOf(stickyShares(topics, [owner('one'), owner('two')]))).toEqual({
      one: 'a0 c0',
      two: 'b0 d0',
    });
    expect(namesOf(stickyShares(new Map([['a', [0]]]), [owner('one'), owner('two')]))).toEqual({
      one: 'a0',
      two: '',
    });
  });

  it('takes what two say that they own for free, and what is no partition for nothing', () => {
    const shares = stickyShares(new Map([['a', range(2)]]), [
      owner('one', 'a', 0, 1, 7),
      owner('two', 'a', 0),
      owner('other', 'b', 1),
    ]);
    expect(namesOf(shares)).toEqual({ one: 'a1', two: '', other: 'a0' });
  });

  it('is fair, whole and moves as little as can be, whatever was owned', () => {
    const random = randomFrom('sticky', 'shares');
    for (let trial = 0; trial < 500; trial += 1) {
      const members = range(1 + random.int(6)).map((n) => `m${n}`);
      const partitions = range(1 + random.int(12));
      // Each partition is owned by a member, or by one that is gone.
      const ownerOf = partitions.map(() => random.int(members.length + 1));
      const shares = stickyShares(
        new Map([['a', partitions]]),
        members.map((memberId, n) =>
          owner(memberId, 'a', ...partitions.filter((each) => ownerOf[each] === n)),
        ),
      );
      const all = [...shares.values()].flat().map(({ partition }) => partition);
      expect(all.sort((a, b) => a - b)).toEqual(partitions);
      const [least, larger] = [
        Math.floor(partitions.length / members.length),
        partitions.length % members.length,
      ];
      const sizes = [...shares.values()].map((share) => share.length).sort((a, b) => b - a);
      expect(sizes).toEqual(members.map((_, n) => (n < larger ? least + 1 : least)));
      const owned = members.map((_, n) => ownerOf.filter((each) => each === n).length).sort((a, b) => b - a);
      const most = owned.reduce((sum, count, n) => sum + Math.min(count, n < larger ? least + 1 : least), 0);
      const kept = [...shares].flatMap(([memberId, share]) =>
        share.filter(({ partition }) => `m${ownerOf[partition]}` === memberId),
      );
      expect(kept).toHaveLength(most);
    }
  });
});
