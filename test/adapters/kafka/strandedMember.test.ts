import { expect, it } from 'vitest';
import { strandedMember } from '../../../src/adapters/kafka/log/strandedMember.js';

const watch = (answers: () => Promise<unknown> = () => Promise.resolve()) => {
  const at = { now: 0 };
  const member = strandedMember({ clock: { now: () => at.now }, coordinatorAnswers: answers });
  /** Fetches at that second; what the coordinator says has come then. */
  const fetchAt = async (seconds: number): Promise<boolean> => {
    at.now = seconds * 1000;
    const is = member.isStranded();
    await new Promise((resolve) => setImmediate(resolve));
    return is;
  };
  const fetchesAt = async (...seconds: readonly number[]): Promise<readonly boolean[]> => {
    const all: boolean[] = [];
    for (const second of seconds) all.push(await fetchAt(second));
    return all;
  };
  return { at, member, fetchAt, fetchesAt };
};

it('a member whose heartbeats are answered is not stranded, however long it fetches', async () => {
  const { member, fetchAt } = watch();
  for (let second = 0; second < 100; second += 1) {
    expect(await fetchAt(second)).toBe(false);
    member.heard();
  }
});

it('one without a heartbeat for three seconds is, three after the coordinator has answered others', async () => {
  const { fetchesAt } = watch();
  expect(await fetchesAt(1, 3, 3.1, 4, 6.1, 6.2)).toEqual([false, false, false, false, false, true]);
});

it('it is told again only after as long', async () => {
  const { fetchesAt } = watch();
  expect(await fetchesAt(4, 8, 9, 11.5, 14, 15)).toEqual([false, true, false, false, false, true]);
});

it('a heartbeat in between begins anew', async () => {
  const { member, fetchesAt } = watch();
  expect(await fetchesAt(4, 5)).toEqual([false, false]);
  member.heard();
  expect(await fetchesAt(7.5, 9, 11.9)).toEqual([false, false, false]);
});

it('while nobody answers, or an answer is awaited, it is not', async () => {
  const away = watch(() => Promise.reject(new Error('away')));
  expect(await away.fetchesAt(4, 8, 12, 100)).toEqual([false, false, false, false]);
  const waiting = watch(() => new Promise(() => undefined));
  expect(await waiting.fetchesAt(4, 8, 12, 100)).toEqual([false, false, false, false]);
});
