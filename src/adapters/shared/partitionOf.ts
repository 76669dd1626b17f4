/** The partition of a key, 0 … partitions − 1: FNV-1a, 32 bits (Fowler, Noll, Vo), over its UTF-16 units. One key, one partition. */
export function partitionOf(key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % partitions;
}
