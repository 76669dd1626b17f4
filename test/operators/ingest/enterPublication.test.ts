import { describe, expect, it } from 'vitest';
import { workedMessageOf } from '../../../src/domain/workedMessage.js';
import {
  enterPublication,
  tidyPublication,
  type EnteredPublication,
} from '../../../src/operators/ingest/enterPublication.js';
import type { Naming } from '../../../src/operators/ingest/identify.js';
import type { PublicationRecord } from '../../../src/ports/trackRecord.js';
import { putNaming } from '../../support/catalogued.js';
import { ingestWorld, publication } from '../../support/ingestWorld.js';
import { recordOf } from '../../support/messages.js';
import { through } from '../../support/through.js';

const world = ingestWorld();
const said = publication('name');
const message = (offset: number) => workedMessageOf(recordOf('name', 'x', offset));
const naming = (offset: number, trackId?: string): Naming => ({
  message: message(offset),
  ...(trackId !== undefined && { sound: { trackId, said } }),
});

const enter = async (entering: Naming): Promise<readonly EnteredPublication[]> =>
  (await through(enterPublication(world()), entering, 'name')).values;

/** Which sounds are told of, with who follows them, of one message. */
const told = async (entering: Naming): Promise<unknown> =>
  (await enter(entering)).flatMap(({ outputs }) =>
    outputs.map(({ topic, key, value }) => [topic, key, (value as { by?: string }).by]),
  );

/** All of it, as where nothing comes in between. */
async function whole(entering: Naming): Promise<void> {
  for (const entered of await enter(entering)) await through(tidyPublication(world()), entered, 'name');
}

const stored = async (): Promise<PublicationRecord | undefined> =>
  (await world().catalogue.getPublications(['name'])).at(0);

describe('a publication that is entered', () => {
  it('names its sound, and asks for the work of that', async () => {
    expect(await told(naming(0, 't'))).toEqual([['works', 't', 'name']]);
    expect(await stored()).toEqual({
      ...{ id: 'name', trackId: 't', said, formerly: [], message: message(0), revision: 1 },
    });
  });

  it('and named another sound before: both are told, and the former is forgotten only after that', async () => {
    await whole(naming(0, 't'));
    const [entered] = await enter(naming(1, 'u'));
    expect(entered.outputs).toMatchObject([
      { key: 'u', value: { by: 'name' } },
      { key: 't', value: { schema: 1, trackId: 't' } },
    ]);
    expect(await stored()).toMatchObject({ trackId: 'u', formerly: ['t'] });
    await through(tidyPublication(world()), entered, 'name');
    expect(await stored()).toEqual({
      ...{ id: 'name', trackId: 'u', said, formerly: [], message: message(1), revision: 3 },
    });
  });

  it('and withdrawn leaves a small record, and what it named is told', async () => {
    await whole(naming(0, 't'));
    expect(await told(naming(1))).toEqual([['works', 't', 'name']]);
    await whole(naming(1));
    expect(await stored()).toEqual({
      ...{ id: 'name', trackId: null, formerly: [], message: message(1), revision: 3 },
    });
    expect(await told(naming(2))).toEqual([]);
  });

  it('and came back to what it named before names that alone', async () => {
    await enter(naming(0, 't'));
    await enter(naming(1, 'u'));
    expect(await told(naming(2, 't'))).toEqual([
      ['works', 't', 'name'],
      ['works', 'u', undefined],
    ]);
  });

  it('a tombstone of an id that nobody knows is nothing', async () => {
    expect(await told(naming(0))).toEqual([]);
    expect(await stored()).toBeUndefined();
  });

  it('in a folder of an earlier version takes any message for a newer one', async () => {
    await putNaming(world().catalogue, 't', [said]);
    expect(await told(naming(0, 'u'))).toEqual([
      ['works', 'u', 'name'],
      ['works', 't', undefined],
    ]);
  });
});

describe('a message that comes again', () => {
  it('before the sounds were told tells them all again', async () => {
    await whole(naming(0, 't'));
    await enter(naming(1, 'u'));
    const expected = [
      ['works', 'u', 'name'],
      ['works', 't', undefined],
    ];
    expect(await told(naming(1))).toEqual(expected);
    expect(await told(naming(1, 'u'))).toEqual(expected);
    await whole(naming(1));
    expect(await stored()).toMatchObject({ trackId: 'u', said, formerly: [] });
  });

  it('after all was told changes nothing', async () => {
    await whole(naming(0, 't'));
    await whole(naming(1, 'u'));
    const before = await stored();
    expect(await told(naming(1))).toEqual([['works', 'u', 'name']]);
    expect(await stored()).toEqual(before);
  });

  it('as a tombstone whose sound was told asks for nothing', async () => {
    await whole(naming(0, 't'));
    await whole(naming(1));
    expect(await told(naming(1))).toEqual([]);
  });
});

describe('a worker that hung', () => {
  it('changes nothing with a message that a later one has overtaken', async () => {
    await whole(naming(5, 't'));
    const before = await stored();
    expect(await told(naming(4, 'u'))).toEqual([]);
    expect(await told(naming(4))).toEqual([]);
    expect(await stored()).toEqual(before);
  });

  it('in its put, while another entered the same message, tells what that named', async () => {
    await whole(naming(0, 't'));
    const { catalogue } = world();
    let hung = false;
    const late = enterPublication({
      ...world(),
      catalogue: {
        ...catalogue,
        putPublication: async (record) => {
          if (!hung) {
            hung = true;
            await whole(naming(1, 'theirs'));
          }
          return catalogue.putPublication(record);
        },
      },
    });
    const { values } = await through(late, naming(1, 'mine'), 'name');
    expect(values[0].outputs.map(({ key }) => key)).toEqual(['theirs']);
    expect(await stored()).toMatchObject({ trackId: 'theirs', formerly: [] });
  });

  it('in its tidying, while a later message came, forgets nothing that is to be told', async () => {
    await whole(naming(0, 't'));
    const [entered] = await enter(naming(1, 'u'));
    await enter(naming(2, 'v'));
    await through(tidyPublication(world()), entered, 'name');
    expect(await stored()).toMatchObject({ trackId: 'v', formerly: ['t', 'u'] });
  });
});
