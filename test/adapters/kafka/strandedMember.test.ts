import { expect, it } from 'vitest';
import { strandedMember } from '../../../src/adapters/kafka/log/strandedMember.js';

const watch = () => {
  const at = { now: 0, attempts: 0 };
  const isStranded = strandedMember({ clock: { now: () => at.now }, attempts: () => at.attempts });
  const fetchAt = (seconds: number): boolean => {
    at.now = seconds * 1000;
    return isStranded();
  };
  return { at, fetchAt };
};

it('a member that fetches is not stranded, however long', () => {
  const { fetchAt } = watch();
  expect([0, 10, 100].map(fetchAt)).toEqual([false, false, false]);
});

it('fetches that go on for three seconds after it asked to join tell that it is, and again only after three more', () => {
  const { at, fetchAt } = watch();
  fetchAt(0);
  at.attempts = 2;
  expect([50, 52.9, 53, 54, 56].map(fetchAt)).toEqual([false, false, true, false, true]);
});

it('asking again, or joining, begins anew', () => {
  const { at, fetchAt } = watch();
  at.attempts = 1;
  expect([1, 3].map(fetchAt)).toEqual([false, false]);
  at.attempts = 2;
  expect([5, 7].map(fetchAt)).toEqual([false, false]);
  at.attempts = 0;
  expect([9, 20].map(fetchAt)).toEqual([false, false]);
});
