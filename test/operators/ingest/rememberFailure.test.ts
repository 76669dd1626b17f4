import { describe, expect, it } from 'vitest';
import { workedMessageOf } from '../../../src/domain/workedMessage.js';
import { PipelineError } from '../../../src/errors.js';
import { rememberFailed, rememberUnidentified } from '../../../src/operators/ingest/rememberFailure.js';
import { createDelivery } from '../../../src/operators/stream/delivery.js';
import type { Failure } from '../../../src/operators/stream/message.js';
import type { PublicationRecord, TrackRecord } from '../../../src/ports/trackRecord.js';
import { putNaming } from '../../support/catalogued.js';
import { ingestWorld, publication, trackRecord } from '../../support/ingestWorld.js';
import { recordOf } from '../../support/messages.js';

const world = ingestWorld();
const failure = { code: 'silent', message: 'no sound in it' };
const failed = (key: string, offset = 0): Failure => ({
  ...{ kind: 'failure', key, stage: 'any', error: new PipelineError('silent', 'no sound in it') },
  delivery: createDelivery(recordOf(key, 'x', offset), { onSettled: () => undefined }),
});
const message = (offset: number) => workedMessageOf(recordOf('name', 'x', offset));

describe('a message that cannot be identified', () => {
  const stored = async (): Promise<PublicationRecord | undefined> =>
    (await world().catalogue.getPublications(['name'])).at(0);

  it('of an id that nobody knows is remembered', async () => {
    await rememberUnidentified(world())(failed('name', 3));
    expect(await stored()).toEqual({
      ...{ id: 'name', trackId: null, formerly: [], message: message(3), failure, revision: 1 },
    });
  });

  it('leaves what its id named before as it is', async () => {
    const known = { message: message(3), formerly: ['u'] };
    await putNaming(world().catalogue, 't', [publication('name')], known);
    await rememberUnidentified(world())(failed('name', 4));
    expect(await stored()).toMatchObject({
      ...{ trackId: 't', said: publication('name'), formerly: ['u'], message: message(4), failure },
    });
  });

  it('is nothing where a later one has come', async () => {
    await putNaming(world().catalogue, 't', [publication('name')], { message: message(5) });
    await rememberUnidentified(world())(failed('name', 4));
    expect((await stored())?.failure).toBeUndefined();
  });
});

describe('work on a sound that fails', () => {
  const stored = (): Promise<TrackRecord | undefined> => world().catalogue.getTrack('track');

  it('is remembered of an indexed track, which stays as it is', async () => {
    const track = trackRecord({ complete: true, clipIds: ['clip'] });
    await world().catalogue.putTrack(track);
    await rememberFailed(world())(failed('track'));
    expect(await stored()).toEqual({ ...track, failure });
  });

  it('is remembered of one that was never indexed, with who names it', async () => {
    await putNaming(world().catalogue, 'track', [publication('key')]);
    await rememberFailed(world())(failed('track'));
    expect(await stored()).toEqual(trackRecord({ failure }));
  });

  it('is nothing where nobody names it', async () => {
    await rememberFailed(world())(failed('track'));
    expect(await stored()).toBeUndefined();
  });
});
