import { afterEach, beforeEach, expect, it } from 'vitest';
import { failuresOf } from '../../../../src/cli/runtime/reading/failuresOf.js';
import type { TrackRecord } from '../../../../src/ports/trackRecord.js';
import { putNaming } from '../../../support/catalogued.js';
import { publication, trackRecord } from '../../../support/ingestWorld.js';
import { topologyDriver, type TopologyDriver } from '../../../support/topologyDriver.js';

let driver: TopologyDriver;
beforeEach(() => (driver = topologyDriver()));
afterEach(() => driver.close());

const failure = { code: 'silent', message: 'no sound' };
const told = async (keys: readonly string[] = []): Promise<readonly string[]> =>
  (await failuresOf(driver, keys, [])).map(({ trackKey }) => trackKey);

const failed = (changes: Partial<TrackRecord> = {}): Promise<void> =>
  driver.catalogue.putTrack(trackRecord({ failure, ...changes }));

/** A dead letter of work on the track. */
const letter = (value: object): Promise<void> =>
  driver.log.append('dead-letters', [
    {
      ...{ key: 'track', value: new TextEncoder().encode(JSON.stringify(value)) },
      headers: { 'error.topic': 'works', 'error.partition': '0', 'error.offset': '0' },
    },
  ]);

it('work that failed is told under the id whose message asked for it', async () => {
  await failed();
  await letter({ schema: 1, trackId: 'track', by: 'asked' });
  expect(await told()).toEqual(['asked']);
});

it('or else under one that names the sound, or named it, or under the sound itself', async () => {
  await failed({ publications: [publication('once')] });
  await letter({ schema: 1, trackId: 'track' });
  expect(await told()).toEqual(['once']);
  await failed({ publications: [] });
  expect(await told()).toEqual(['track']);
  await putNaming(driver.catalogue, 'track', [publication('now')]);
  expect(await told()).toEqual(['now']);
});

it('of each id once, with the reason of its last work', async () => {
  await failed();
  await putNaming(driver.catalogue, 'track', [publication('now')]);
  await letter({ schema: 1, trackId: 'track', by: 'now' });
  expect(await failuresOf(driver, ['now', 'unknown'], [])).toEqual([{ trackKey: 'now', ...failure }]);
  const unread = { code: 'not-found', message: 'no file' };
  await putNaming(driver.catalogue, 'other', [publication('changed')], { failure: unread });
  expect(await failuresOf(driver, ['changed'])).toEqual([{ trackKey: 'changed', ...unread }]);
});

it('what was done again and went well is told no more', async () => {
  await letter({ schema: 1, trackId: 'track', by: 'asked' });
  await driver.catalogue.putTrack(trackRecord());
  expect(await told(['asked'])).toEqual([]);
});
