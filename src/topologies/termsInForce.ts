import { lastValueFrom, tap } from 'rxjs';
import { recordValue } from '../domain/recordValue.js';
import { termsSchema } from '../domain/terms.js';
import type { TermsInForce } from '../operators/match/matchOptions.js';
import type { Log, LogRecord } from '../ports/log.js';
import { readRecordIfSound } from './readRecord.js';

/** One key, so that all terms lie in one partition, in one order. */
const key = 'terms';

export interface FollowedTerms extends TermsInForce {
  /** Puts other terms of its own in force, unless they are already; their order is known when it resolves. */
  putInForce(terms: string): Promise<void>;
  /** Puts its own in force once more, after others were. */
  putAgain(): Promise<void>;
  close(): void;
}

/**
 * Puts terms in force, unless they are already, and follows what others put in force. Two workers on different terms would overwrite each
 * other's rankings for ever; so the newer ones stand.
 */
export async function termsInForce(log: Log, first: string): Promise<FollowedTerms> {
  let own = first;
  const orders = new Map<string, number>();
  let newest: { readonly terms: string; readonly order: number } | undefined;
  const take = (record: LogRecord): void => {
    const read = record.key === key ? readRecordIfSound('models', record) : undefined;
    const told = termsSchema.safeParse(read);
    if (!told.success) return;
    const { terms } = told.data;
    const order = record.offset;
    orders.set(terms, Math.max(order, orders.get(terms) ?? -1));
    if (order > (newest?.order ?? -1)) newest = { terms, order };
  };
  const look = (): Promise<unknown> =>
    lastValueFrom(log.readTable('models').pipe(tap(take)), { defaultValue: null });
  const put = async (): Promise<void> => {
    await log.append('models', [{ key, value: recordValue('models', { schema: 1, terms: own }) }]);
  };
  const putInForce = async (terms: string): Promise<void> => {
    own = terms;
    await look();
    if (newest?.terms === own) return;
    await put();
    await look();
  };
  await putInForce(own);
  // What ends it ends the topologies, too, and they tell.
  const following = log
    .readTable('models', { follow: true })
    .subscribe({ next: take, error: () => undefined });
  return {
    orderOf: (terms) => orders.get(terms) ?? -1,
    newest: () => newest?.terms ?? own,
    putInForce,
    putAgain: put,
    close: () => following.unsubscribe(),
  };
}
