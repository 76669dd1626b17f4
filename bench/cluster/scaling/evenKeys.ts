import { Partitioners } from 'kafkajs';

/** As many of the keys for each partition, as many as there can be: groups by partition. Workers with as many partitions have as much to do then. */
export function evenKeys(keys: readonly string[], partitions: number): readonly (readonly string[])[] {
  const partitioner = Partitioners.DefaultPartitioner();
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    ...{ partitionId, partitionErrorCode: 0, leader: 0, replicas: [], isr: [] },
  }));
  const groups: string[][] = partitionMetadata.map(() => []);
  for (const key of keys)
    groups[partitioner({ topic: '', partitionMetadata, message: { key, value: null } })].push(key);
  const fewest = Math.min(...groups.map(({ length }) => length));
  return groups.map((group) => group.slice(0, fewest));
}
