import { describe, expect, it } from 'vitest';
import { trackIdOf } from '../../../src/domain/ids.js';
import type { TrackMessage } from '../../../src/domain/track.js';
import { workedMessageOf } from '../../../src/domain/workedMessage.js';
import { PipelineError } from '../../../src/errors.js';
import { identify, type Naming } from '../../../src/operators/ingest/identify.js';
import type { LogRecord } from '../../../src/ports/log.js';
import { putNaming } from '../../support/catalogued.js';
import { ingestWorld, publication } from '../../support/ingestWorld.js';
import { recordOf } from '../../support/messages.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
const idOf = (sound: string): string => trackIdOf(['mix', `hash of ${sound}`]);
const song = (uri: string, more: Partial<TrackMessage> = {}): TrackMessage => ({ schema: 1, uri, ...more });

async function named(
  key: string,
  message: TrackMessage | null,
  record: Partial<LogRecord> = {},
): Promise<readonly Naming[]> {
  const { values, errors } = await through(identify(world()), message, key, record);
  if (errors.length > 0) throw errors[0];
  return values;
}

describe('identify: which sound it is', () => {
  const soundOf = async (key: string, message: TrackMessage): Promise<string | undefined> =>
    (await named(key, message))[0].sound?.trackId;

  it('is named by its sound, not by its file', async () => {
    world().finds.sound = { '/copy.mp3': '/a.mp3' };
    const ids = [
      await soundOf('a', song('/a.mp3')),
      await soundOf('copy', song('/copy.mp3')),
      await soundOf('b', song('/b.mp3')),
    ];
    expect(ids).toEqual([idOf('/a.mp3'), idOf('/a.mp3'), idOf('/b.mp3')]);
  });

  it('is named by its stems in whatever order, and by which stem is which', async () => {
    const id = (stems: TrackMessage['stems'], uri?: string): Promise<unknown> =>
      soundOf('s', { schema: 1, stems, ...(uri && { uri }) });
    const one = await id({ vocals: '/x', drums: '/y' });
    expect(await id({ drums: '/y', vocals: '/x' })).toBe(one);
    const others = [
      await id({ vocals: '/y', drums: '/x' }),
      await id({ vocals: '/x' }),
      await id({ vocals: '/x', drums: '/y' }, '/x'),
    ];
    expect(new Set([one, ...others]).size).toBe(4);
  });

  it('is told with what the message says, the tags of the file, and its place', async () => {
    const given = { bpm: 120 };
    world().finds.tags = { title: 'Tag', artist: 'Tagged' };
    const credits = { title: 'T', licence: 'CC0' };
    const place = { partition: 2, offset: 5, timestamp: 99 };
    const said = publication('a', { uri: '/a.mp3', credits, tags: world().finds.tags, given });
    expect(await named('a', song('/a.mp3', { ...credits, given }), place)).toEqual([
      {
        message: { ...place, fingerprint: workedMessageOf(recordOf('a', 'x')).fingerprint },
        sound: { trackId: idOf('/a.mp3'), said },
      },
    ]);
  });

  it('a file that cannot be read is a failure', async () => {
    world().fail('identify', new PipelineError('not-found', 'no file'));
    await expect(named('a', song('/a.mp3'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('identify: what need not be looked at', () => {
  const place = { partition: 0, offset: 5, timestamp: 50 };
  const message = workedMessageOf({ ...recordOf('a', 'x'), ...place });
  const looked = async (record: Partial<LogRecord>, known: object = { message }): Promise<unknown[]> => {
    await putNaming(world().catalogue, 't', [publication('a')], known);
    const found = await named('a', song('/a.mp3'), record);
    return [found.map(({ sound }) => sound?.trackId), world().asked];
  };

  it('a tombstone', async () => {
    expect((await named('a', null))[0].sound).toBeUndefined();
    expect(world().asked).toEqual([]);
  });

  it('a message that comes again after it was entered', async () => {
    expect(await looked(place)).toEqual([[undefined], []]);
  });

  it('but one that failed is', async () => {
    const failure = { code: 'not-found', message: 'no file' };
    expect(await looked(place, { message, failure })).toEqual([[idOf('/a.mp3')], ['identify /a.mp3']]);
  });

  it('one that a later message has overtaken', async () => {
    expect(await looked({ ...place, offset: 4, timestamp: 50 })).toEqual([[], []]);
  });

  it.each<[string, Partial<LogRecord>]>([
    ['a later one is', { offset: 6 }],
    ['one of a topic made anew is, though its offset is lower', { offset: 4, timestamp: 51 }],
    ['one of another partition is', { partition: 1, offset: 4 }],
  ])('but %s', async (_, record) => {
    expect(await looked({ ...place, ...record })).toEqual([[idOf('/a.mp3')], ['identify /a.mp3']]);
  });
});
