/** The settled and unsettled records of one partition, and how far it may be committed. */
export interface CommitTracker {
  /** The record at `offset` was handed out; offsets ascend, gaps (compaction) are allowed. */
  handOut(offset: number): void;
  /** Notes that all came of it is durable; false where it was not handed out, or settled before. */
  settle(offset: number): boolean;
  /** The first offset that must come back after a restart: all before it are settled. Never goes back. */
  position(): number;
  /** Records that were handed out and are not settled. */
  unsettled(): number;
  /** Settled records that cannot be committed because an unsettled one stands before them. */
  tail(): number;
}

/** Tracks one partition from `start`, the committed position: only the highest contiguous settled offset may be committed. */
export function commitTracker(start: number): CommitTracker {
  /** Handed out at or after the position, in order, with whether it is settled. A Map keeps the order of insertion. */
  const open = new Map<number, boolean>();
  let position = start;
  let settled = 0;
  const advance = (): void => {
    for (const [offset, done] of open) {
      if (!done) return;
      open.delete(offset);
      settled -= 1;
      position = offset + 1;
    }
  };
  return {
    handOut: (offset) => void open.set(offset, false),
    settle: (offset) => {
      if (open.get(offset) !== false) return false;
      open.set(offset, true);
      settled += 1;
      advance();
      return true;
    },
    position: () => position,
    unsettled: () => open.size - settled,
    tail: () => settled,
  };
}
