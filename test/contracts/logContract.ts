import type { Log } from '../../src/ports/log.js';
import { contract, type Fixture } from './contract.js';
import { arrivalRules } from './log/arrivalRules.js';
import { contentRules } from './log/contentRules.js';
import { groupRules } from './log/groupRules.js';
import { housekeepingRules } from './log/housekeepingRules.js';
import { limitRules } from './log/limitRules.js';
import { lookupRules } from './log/lookupRules.js';
import { memberRules } from './log/memberRules.js';
import { settlingRules } from './log/settlingRules.js';
import { tableRules } from './log/tableRules.js';

/** The promises of the port Log, to be kept by every adapter, whatever its number of partitions. */
export const logContract = (adapter: string, makeFixture: () => Fixture<Log>): void =>
  contract(adapter, rules, makeFixture);

const rules = {
  ...contentRules,
  ...settlingRules,
  ...limitRules,
  ...groupRules,
  ...memberRules,
  ...arrivalRules,
  ...tableRules,
  ...housekeepingRules,
  ...lookupRules,
};
