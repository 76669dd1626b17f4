import type { Log } from '../../../src/ports/log.js';
import type { Fixture, Rule } from '../contract.js';
import { arrived } from './support/arrived.js';
import { follow } from './support/follow.js';
import { lagIs } from './support/lagIs.js';
import { numbered } from './support/numbered.js';

/** Groups know nothing of each other. */
export const groupRules: Readonly<Record<string, Rule<Log>>> = {
  'two groups go their own ways': groupsIndependent,
  'a new group begins at the beginning': newGroupFromBeginning,
};

async function groupsIndependent({ open }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 4));
  const first = follow(log, { group: 'first', settling: () => true });
  const second = follow(log, { group: 'second' });
  await arrived(first, 4);
  await arrived(second, 4);
  await lagIs(log, 0, 'first');
  await lagIs(log, 4, 'second');
}

async function newGroupFromBeginning({ open, crash }: Fixture<Log>) {
  const log = await open();
  await log.append('tracks', numbered('a', 4));
  await arrived(follow(log, { settling: () => true }), 4);
  await lagIs(log, 0);
  await arrived(follow(await crash(), { group: 'late' }), 4);
}
