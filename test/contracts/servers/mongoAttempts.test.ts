import type { Attempts } from '../../../src/ports/attempts.js';
import { describeOn } from '../../services/describeOn.js';
import type { MongoAddress } from '../../services/mongo/startMongo.js';
import { attemptsContract } from '../attemptsContract.js';
import type { Fixture } from '../contract.js';
import { mongoFixture } from './mongoFixture.js';

/** FerretDB adds at once only what comes through one connection: another process is a second port on the same one (mongoRaces: on two). */
function oneClient(address: MongoAddress): Fixture<Attempts> {
  const fixture = mongoFixture(address, ({ attempts }) => attempts);
  let opened: Promise<Attempts> | undefined;
  const open = (): Promise<Attempts> => (opened ??= fixture.open());
  const crash = (): Promise<Attempts> => (opened = fixture.crash());
  return { ...fixture, open, other: open, crash };
}

describeOn('mongo', 'attempts on a shared server', (address) => {
  attemptsContract('attempts: MongoDB', () => oneClient(address()));
});
