import { setImmediate as turn } from 'node:timers/promises';

/** Small steps that are done without giving others a turn: some milliseconds, where a step is the reading of a clip. */
const together = 32;

/**
 * Does `step` with each item, in order. Where they are many, others have their turn first (to find so many took its time too) and
 * now and then: a long list does not hold the event loop.
 */
export async function unhurried<Item, Result>(
  items: readonly Item[],
  step: (item: Item) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [i, item] of items.entries()) {
    if (items.length > together && i % together === 0) await turn();
    results.push(step(item));
  }
  return results;
}
