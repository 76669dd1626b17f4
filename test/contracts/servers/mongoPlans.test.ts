import type { Document, MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { createMongoClient } from '../../../src/adapters/mongo/connection/createMongoClient.js';
import { ensureIndexes } from '../../../src/adapters/mongo/connection/ensureIndexes.js';
import { mongoPlace } from '../../../src/adapters/mongo/connection/mongoPlace.js';
import { mongoCatalogue } from '../../../src/adapters/mongo/mongoCatalogue.js';
import { randomFrom } from '../../../src/domain/random.js';
import type { Catalogue, ClipQuery } from '../../../src/ports/catalogue.js';
import { describeOn } from '../../services/describeOn.js';
import { clipOf } from '../../support/clips.js';
import { state } from '../catalogue/support/state.js';
import { isMongo, notOnFerret } from './isMongo.js';
import { dropCollections, mongoOptions } from './mongoFixture.js';

/** A command as it was sent. */
type Command = Document & { readonly find: string; readonly hint?: string };

const random = randomFrom('plans');
const key = { of: { tonic: 3, mode: 'major' as const }, semitones: 3 };
const tempo = { of: 117, low: 0.8, high: 1.2 };
const inAnyKey: ClipQuery = {
  ...{ supplies: 'percussion', tempo, meter: 4, trustedOnly: true, excludeTrackId: 't', limit: 20 },
};
const partners: ClipQuery = { ...inAnyKey, supplies: 'harmonic', key };

const questions: Readonly<Record<string, (catalogue: Catalogue) => Promise<unknown>>> = {
  'partners by key and tempo': (catalogue) => catalogue.queryClips(partners),
  'partners by tempo': (catalogue) => catalogue.queryClips(inAnyKey),
  'stamps of partners': (catalogue) => catalogue.queryStamps(partners),
  'voices in reach': (catalogue) =>
    catalogue.seedsInReach(partners, { limit: 20, after: clipOf('clip 5', { bpm: 117 }) }),
  'clips by id': (catalogue) => catalogue.getClips(['clip 1', 'clip 2']),
  'clips from an id on': (catalogue) => catalogue.scanClips('clip 9', 30),
  'seeds that hold a clip': (catalogue) => catalogue.seedsHolding('a', { after: 'clip 2', limit: 9 }),
  'stale seeds': (catalogue) => catalogue.seedsStale({ limit: 9 }),
  'overdue seeds': (catalogue) => catalogue.seedsOverdue('amu/1', { limit: 9 }),
  'sampled seeds': (catalogue) => catalogue.seedsSampled(3, { limit: 9 }),
  'cut seeds': (catalogue) => catalogue.seedsCut({ limit: 9 }),
  'seeds by their best': (catalogue) =>
    catalogue.seedsByBest({
      ...{ scorer: 'amu/1', limit: 9, after: { seedClipId: 'clip 3', best: 0.75 } },
    }),
  'scorers of seeds': (catalogue) => catalogue.scorersOfSeeds(),
  'tracks by id': (catalogue) => catalogue.listTracks({ after: 'a', limit: 9 }),
  'publications by id': (catalogue) => catalogue.getPublications(['a', 'b']),
  'publications of a track': (catalogue) => catalogue.publicationsOf('t'),
  'publications that stand': (catalogue) => catalogue.listPublications({ after: 'a', limit: 9 }),
  'the clips of a track': (catalogue) => catalogue.removeTrack('none'),
};

/** The fields of a find that are its question; the others are the connection's. */
const asked = new Set(['find', 'filter', 'sort', 'projection', 'limit', 'hint', 'batchSize']);

/** All stages of a plan. */
const stagesOf = (plan: unknown): readonly string[] => {
  if (typeof plan !== 'object' || plan === null) return [];
  const own = 'stage' in plan ? [String(plan.stage)] : [];
  return [...own, ...Object.values(plan).flatMap(stagesOf)];
};

describeOn('mongo', 'questions to the catalogue in MongoDB', (address) => {
  /** Asks each question of a filled catalogue and hands on what was sent for it. */
  async function ask(
    look: (name: string, sent: readonly Command[], client: MongoClient) => Promise<void>,
  ): Promise<void> {
    const options = mongoOptions(address());
    const url = new URL(options.url);
    url.searchParams.set('monitorCommands', 'true');
    const client = createMongoClient({ ...options, url: url.href });
    const place = mongoPlace(client, options);
    await ensureIndexes(place.collections);
    const catalogue = mongoCatalogue(place);
    const clips = (await isMongo(address())) ? 1000 : 40;
    for (let n = 0; n < clips; n += 1) {
      const shape = { bpm: random.range(70, 160), tonic: random.int(12), vocal: n % 3 > 0 };
      await catalogue.putClip(clipOf(`clip ${n}`, shape));
      if (n % 3 > 0) await catalogue.putSeedState(state(`clip ${n}`, { best: random.next() }));
    }
    let sent: Command[] = [];
    client.on('commandStarted', ({ command }) => {
      if ('find' in command) sent.push(command as Command); // as just seen
    });
    for (const [name, question] of Object.entries(questions)) {
      sent = [];
      await question(catalogue);
      expect(sent.length, name).toBeGreaterThan(0);
      await look(name, [...sent], client);
    }
    await client.close();
    await dropCollections(options);
  }

  it('name indexes that are there', async () => {
    const hints = new Set<string>();
    await ask(async (name, sent, client) => {
      for (const { find, hint } of sent) {
        if (hint === undefined) continue;
        const { database = '' } = mongoOptions(address());
        const indexes = await client.db(database).collection(find).listIndexes().toArray();
        expect(
          indexes.map(({ name: own }: { readonly name?: unknown }) => own),
          name,
        ).toContain(hint);
        hints.add(hint);
      }
    });
    expect(hints).toContain('harmonic-by-pitch');
    expect(hints).toContain('percussion-by-tempo');
  });

  it('are each served by an index, in its order, and stamps by it alone', async ({ skip }) => {
    if (!(await isMongo(address()))) skip(notOnFerret);
    await ask(async (name, sent, client) => {
      for (const command of sent) {
        const { database = '' } = mongoOptions(address());
        const find = Object.fromEntries(Object.entries(command).filter(([field]) => asked.has(field)));
        const { queryPlanner } = await client
          .db(database)
          .command({ explain: find, verbosity: 'queryPlanner' });
        const plan: unknown = (queryPlanner as Document)['winningPlan'];
        const stages = stagesOf(plan);
        expect(stages, `${name}: ${JSON.stringify(plan)}`).not.toContain('COLLSCAN');
        expect(stages, `${name}: ${JSON.stringify(plan)}`).not.toContain('SORT');
        if (name === 'stamps of partners')
          expect(stages, `${name}: ${JSON.stringify(plan)}`).not.toContain('FETCH');
      }
    });
  });
});
