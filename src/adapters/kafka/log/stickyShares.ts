import type { TopicPartition } from './topicPartition.js';

/** A member of a group, and what it owns before the partitions are given out anew. */
export interface Owner {
  readonly memberId: string;
  readonly owned: readonly TopicPartition[];
}

/** Partitions by member. */
type Shares = ReadonlyMap<string, readonly TopicPartition[]>;

/**
 * Gives the partitions of each topic to members, none more than one more than another, and leaves as many as that allows where they are: what
 * moves has its work begun again elsewhere. What two say that they own is free.
 */
export function stickyShares(
  topics: ReadonlyMap<string, readonly number[]>,
  owners: readonly Owner[],
): Shares {
  const shares = new Map<string, TopicPartition[]>(owners.map(({ memberId }) => [memberId, []]));
  for (const [topic, partitions] of topics) {
    const kept = keptOf(topic, partitions, owners);
    const used = new Set([...kept.values()].flat());
    for (const partition of partitions) if (!used.has(partition)) give(partition, kept, shares);
    for (const [memberId, own] of kept)
      shares.get(memberId)?.push(...own.map((partition) => ({ topic, partition })));
  }
  return shares;
}

/** What members keep of a topic: of what each owns, no more than its share. Where not all shares are equal, who owns most has the larger. */
function keptOf(
  topic: string,
  partitions: readonly number[],
  owners: readonly Owner[],
): Map<string, number[]> {
  const claims = owners.map(({ memberId, owned }) => ({
    memberId,
    own: partitions.filter((partition) =>
      owned.some((each) => each.topic === topic && each.partition === partition),
    ),
  }));
  const isDoubtful = (partition: number): boolean =>
    claims.filter(({ own }) => own.includes(partition)).length > 1;
  const sure = claims.map(({ memberId, own }) => ({
    memberId,
    own: own.filter((each) => !isDoubtful(each)),
  }));
  sure.sort((a, b) => b.own.length - a.own.length || (a.memberId < b.memberId ? -1 : 1));
  const least = Math.floor(partitions.length / owners.length);
  const larger = partitions.length % owners.length;
  return new Map(
    sure.map(({ memberId, own }, place) => [memberId, own.slice(0, place < larger ? least + 1 : least)]),
  );
}

/** To who has least of the topic, and of those to who has least of all topics. */
function give(partition: number, kept: ReadonlyMap<string, number[]>, shares: Shares): void {
  const loads = [...kept].map(([memberId, own]) => ({
    own,
    load: [own.length, shares.get(memberId)?.length ?? 0],
  }));
  loads.sort((a, b) => a.load[0] - b.load[0] || a.load[1] - b.load[1]);
  loads[0].own.push(partition);
}
