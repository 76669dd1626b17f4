import { expect, it } from 'vitest';
import { keepTrack } from '../../../src/operators/ingest/indexClips.js';
import { lookAgain } from '../../../src/operators/ingest/lookAgain.js';
import { publicationsNaming } from '../../../src/operators/ingest/publicationsNaming.js';
import { putNaming } from '../../support/catalogued.js';
import { ingestWorld, publication, trackRecord } from '../../support/ingestWorld.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
const [one, two] = [publication('one'), publication('two')];

it('a track whose names are those that were worked in asks for nothing', async () => {
  await putNaming(world().catalogue, 'track', [one, two]);
  const record = trackRecord({ publications: await publicationsNaming(world().catalogue, 'track') });
  const { values } = await through(keepTrack(world()), { kind: 'kept' as const, record }, 'track');
  expect((await through(lookAgain(world()), values[0], 'track')).values).toEqual([{ outputs: [] }]);
  expect(await world().catalogue.getTrack('track')).toEqual(record);
});

it.each([
  ['another', [one, two], [one]],
  ['one fewer', [one], [one, two]],
  ['one that says more', [publication('one', { given: { bpm: 90 } })], [one]],
  ['any, where it was removed', [one], []],
])('a track that has %s now asks for work', async (_, standing, publications) => {
  await putNaming(world().catalogue, 'track', standing);
  const { values } = await through(lookAgain(world()), { trackId: 'track', publications }, 'track');
  expect(values).toEqual([
    { outputs: [{ topic: 'works', key: 'track', value: { schema: 1, trackId: 'track' } }] },
  ]);
});
