import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../src/adapters/files/systemClock.js';
import { clipTable } from '../src/adapters/sqlite/catalogue/clipTable.js';
import type { Database } from '../src/adapters/sqlite/database/connect.js';
import { publicationTable } from '../src/adapters/sqlite/catalogue/publicationTable.js';
import { openDatabase } from '../src/adapters/sqlite/database/openDatabase.js';
import { recordTable } from '../src/adapters/sqlite/log/recordTable.js';
import { seedTable } from '../src/adapters/sqlite/catalogue/seedTable.js';
import { trackTable } from '../src/adapters/sqlite/catalogue/trackTable.js';
import { matchOptionsOf } from '../src/cli/runtime/wiring/matchOptionsOf.js';
import { openState } from '../src/cli/runtime/wiring/openState.js';
import { scorersOf } from '../src/cli/runtime/wiring/scorersOf.js';
import { configSchema } from '../src/config.js';
import { silentObserver } from '../src/metrics.js';
import { scorerNameIn, termsNow } from '../src/operators/match/matchOptions.js';
import { dataFolder } from '../src/cli/runtime/wiring/dataFolder.js';
import { publisherId } from '../src/cli/songs/publisherId.js';
import { trackMessageOf } from '../src/cli/songs/trackMessageOf.js';
import type { Clip } from '../src/domain/clip.js';
import type { topics } from '../src/domain/topics.js';
import { mostRounds } from '../src/operators/match/sampleRounds.js';
import type { Mashup, Ranking } from '../src/domain/mashup.js';
import { workedMessageOf } from '../src/domain/workedMessage.js';
import { randomFrom, type Random } from '../src/domain/random.js';
import type { NewRecord } from '../src/ports/log.js';
import { madeClip } from './madeClip.js';

export interface LargeStateOptions {
  /** Where songs and the data folder are made. */
  readonly folder: string;
  /** Two clips each, all voices. */
  readonly songs: number;
  /** In the log, about. */
  readonly records: number;
}

export interface LargeState {
  readonly data: string;
  readonly music: string;
  /** Paths. */
  readonly songs: readonly string[];
}

/** A data folder as a long-used one looks, without audio: every song indexed, ranked and sampled, all messages worked on, some failed. */
export async function makeLargeState({
  folder,
  songs: count,
  records,
}: LargeStateOptions): Promise<LargeState> {
  const [data, music] = [join(folder, 'data'), join(folder, 'music')];
  for (const path of [data, music]) mkdirSync(path, { recursive: true });
  const random = randomFrom('bench', 'large state');
  const songs = Array.from({ length: count }, (_, n) => join(music, `song ${n}.mp3`));
  const messages: NewRecord[] = [];
  for (const path of songs) {
    writeFileSync(path, 'sound');
    const { key, message } = await trackMessageOf({ kind: 'mix', path });
    messages.push({ key, value: encoded(message) });
  }
  const terms = await termsIn(data);
  const db = openDatabase(dataFolder(data).database);
  db.transaction(() => fill(db, { songs, messages, random, terms, records }));
  db.close();
  return { data, music, songs };
}

/** The terms of rankings by the settings that are the default. */
async function termsIn(data: string): Promise<string> {
  const state = openState(data, 'append');
  const config = configSchema.parse({});
  const options = matchOptionsOf(
    { config, state, scorers: scorersOf(config, state), terms: { orderOf: () => 0, newest: () => '' } },
    silentObserver,
  );
  return state.close().then(() => termsNow(options));
}

interface Content extends Pick<LargeStateOptions, 'records'> {
  readonly terms: string;
  readonly songs: readonly string[];
  readonly messages: readonly NewRecord[];
  readonly random: Random;
}

function fill(db: Database, { songs, messages, random, terms, records }: Content): void {
  const [tracks, clips, seeds, log] = [trackTable(db), clipTable(db), seedTable(db), recordTable(db, 1)];
  const publications = publicationTable(db);
  const all = Array.from({ length: 2 * songs.length }, (_, n) => ({
    ...madeClip(n, random),
    supplies: { vocal: true, harmonic: true, percussion: true },
    trusted: true,
  }));
  const append = (topic: string, added: readonly NewRecord[]): void =>
    log.append(topic, added, systemClock.now());
  append('tracks', messages);
  songs.forEach((path, n) => {
    const own = all.slice(2 * n, 2 * n + 2);
    const id = publisherId(path);
    const said = { id, uri: path, credits: {}, tags: {}, given: {}, notes: [] };
    const { trackId } = own[0];
    const [message] = log.read({ topic: 'tracks', partition: 0, offset: n }, 1).map(workedMessageOf);
    publications.put({ id, trackId, said, formerly: [], message, revision: 1 });
    append('works', [{ key: trackId, value: encoded({ schema: 1, trackId, by: id }) }]);
    tracks.put({
      ...{ trackId, source: own[0].source, given: {}, regions: [], notes: [], publications: [said] },
      ...{ complete: true, clipIds: own.map(({ clipId }) => clipId) },
    });
  });
  for (const clip of all) {
    const ranking = rankingOf(clip, all, { random, scorer: scorerNameIn(terms) });
    clips.put(clip);
    append('clips', [{ key: clip.clipId, value: encoded(clip) }]);
    append('mashups', [{ key: clip.clipId, value: encoded(ranking) }]);
    const shortlist = ranking.mashups.flatMap(({ parts: [, ...others] }) =>
      others.map(({ clipId }) => ({ clipId, digest: '' })),
    );
    seeds.put({
      ...{ seedClipId: clip.clipId, digest: '', scorer: terms, order: 0, revision: 0, partners: '' },
      ...{
        thresholds: { harmonic: 1, percussion: 1 },
        shortlist,
        sampled: mostRounds(1),
        cut: false,
        missed: false,
      },
      best: ranking.mashups[0].score,
    });
    for (const label of ['positive', 'unlabelled', 'negative'])
      append('training-samples', [
        { key: `${clip.clipId} ${label}`, value: encoded({ recipe: ranking.mashups[0] }) },
      ]);
  }
  // Requests, with a failure now and then, of which a compacted topic keeps the newest.
  for (let n = songs.length * 14; n < records; n += 1) {
    const { clipId } = all[n % all.length];
    append('rerank', [{ key: clipId, value: encoded({ schema: 1, seedClipId: clipId, why: 'sweep' }) }]);
    const headers = { 'error.topic': 'rerank', 'error.partition': '0', 'error.offset': String(n) };
    if (n % 20 === 0) append('dead-letters', [{ key: clipId, value: null, headers }]);
  }
  // By what all groups have committed everything.
  const commit = db.prepare(
    `INSERT INTO commits SELECT ?, topic, partition, next, 1 FROM partition_ends WHERE topic = ?`,
  );
  const groups = { identify: 'tracks', ingest: 'works', notice: 'clips', rank: 'rerank' } satisfies Record<
    string,
    keyof typeof topics
  >;
  for (const [group, topic] of Object.entries(groups)) commit.run(group, topic);
}

interface Ranked {
  readonly random: Random;
  readonly scorer: string;
}

function rankingOf(seed: Clip, all: readonly Clip[], { random, scorer }: Ranked): Ranking {
  const mashups = Array.from({ length: 10 }, (_, n): Mashup => {
    const [harmonic, percussion] = [all[random.int(all.length)], all[random.int(all.length)]];
    const part = (role: 'vocal' | 'harmonic' | 'percussion', { clipId, trackId }: Clip) => ({
      ...{ role, clipId, trackId, shift: 0, warp: role !== 'vocal', stretch: 1.03, offset: 0 },
    });
    return {
      ...{ mashupId: `${seed.clipId}-${n}`, seedClipId: seed.clipId, condition: 'matched', bars: 16 },
      parts: [part('vocal', seed), part('harmonic', harmonic), part('percussion', percussion)],
      score: random.next(),
      axes: { harmonic: random.next(), rhythmic: random.next(), balance: random.next() },
    };
  });
  return {
    ...{ schema: 1, seedClipId: seed.clipId, seedTrackId: seed.trackId, revision: 0, runSeed: '1' },
    scorer: { name: scorer, version: '1' },
    mashups: mashups.sort((a, b) => b.score - a.score),
  };
}

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
