import { openState } from '../../src/cli/runtime/wiring/openState.js';
import type { Log, NewRecord } from '../../src/ports/log.js';

export interface Appended {
  readonly records: number;
  readonly bytes: number;
  /** Records that the log did not take. */
  readonly refused: number;
}

/** Records that share a transaction. */
const together = 50;

/** Puts records on topic `tracks`, beside a run or without one, leaving out those that the log refuses. */
export async function appendAll(root: string, records: readonly NewRecord[]): Promise<Appended> {
  const state = openState(root, 'append');
  let refused = 0;
  let bytes = 0;
  try {
    for (let i = 0; i < records.length; i += together)
      for (const taken of await append(state.log, records.slice(i, i + together)))
        if (taken === undefined) refused += 1;
        else bytes += taken.key.length + (taken.value?.length ?? 0);
  } finally {
    await state.close();
  }
  return { records: records.length, refused, bytes };
}

/** All or none are taken: where one is refused, each is tried alone. Undefined: refused. */
async function append(log: Log, batch: readonly NewRecord[]): Promise<readonly (NewRecord | undefined)[]> {
  const all = log.append('tracks', [...batch]).then(
    () => batch,
    () => undefined,
  );
  const one = (record: NewRecord): Promise<NewRecord | undefined> =>
    log.append('tracks', [record]).then(
      () => record,
      () => undefined,
    );
  return (await all) ?? Promise.all(batch.map(one));
}
