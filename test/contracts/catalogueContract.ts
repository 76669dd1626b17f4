import type { Catalogue } from '../../src/ports/catalogue.js';
import { contract, type Fixture } from './contract.js';
import { agreementRules } from './catalogue/agreementRules.js';
import { clipRules } from './catalogue/clipRules.js';
import { publicationRules } from './catalogue/publicationRules.js';
import { queryRules } from './catalogue/queryRules.js';
import { removalRules } from './catalogue/removalRules.js';
import { seedRules } from './catalogue/seedRules.js';
import { stateRules } from './catalogue/stateRules.js';
import { trackRules } from './catalogue/trackRules.js';

/** The promises of the port Catalogue, to be kept by every adapter. */
export const catalogueContract = (adapter: string, makeFixture: () => Fixture<Catalogue>): void =>
  contract(adapter, rules, makeFixture);

const rules = {
  ...clipRules,
  ...agreementRules,
  ...queryRules,
  ...trackRules,
  ...publicationRules,
  ...removalRules,
  ...stateRules,
  ...seedRules,
};
