import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { dataFolder } from '../../src/cli/runtime/wiring/dataFolder.js';
import { failuresOf, type TrackFailure } from '../../src/cli/runtime/reading/failuresOf.js';
import { openState, type State } from '../../src/cli/runtime/wiring/openState.js';
import { blobRefSchema, type BlobRef } from '../../src/domain/blobRef.js';
import type { Clip } from '../../src/domain/clip.js';
import type { Ranking } from '../../src/domain/mashup.js';
import type { Sample } from '../../src/domain/learning/sample.js';
import type { TrackRecord } from '../../src/ports/trackRecord.js';
import { everyPublication } from '../../src/ports/everyOne.js';
import { readData } from '../../test/support/dataFolder.js';

type Table<T> = ReadonlyMap<string, T>;

/** Everything in a data folder that a person could come to see, and what should not be there. */
export interface Folder {
  readonly tracks: Table<TrackRecord>;
  /** Of the catalogue. */
  readonly clips: Table<Clip>;
  /** Of the topic `clips`. */
  readonly announced: Table<Clip>;
  readonly rankings: Table<Ranking>;
  readonly samples: Table<Sample>;
  /** SHA-256 of every blob that lies there. */
  readonly blobs: Table<string>;
  /** Every reference of the catalogue's clips to a blob. */
  readonly references: Table<BlobRef>;
  /** Songs of which the last work failed. */
  readonly failures: readonly TrackFailure[];
  /** Records that wait to be worked on. */
  readonly waiting: readonly string[];
  /** Rows that belong to nothing. */
  readonly leftInDatabase: readonly string[];
  /** Working folders of work that is over. */
  readonly leftOnDisk: readonly string[];
}

/** Reads a data folder in which nothing runs. */
export async function readFolder(root: string): Promise<Folder> {
  const data = await readData(root);
  const { blobs, work, database } = dataFolder(root);
  const clips = new Map(data.clips.map((clip) => [clip.clipId, clip]));
  // Values of these topics are written by the program alone, and compared with each other as they are.
  const topic = <T>(name: string): Table<T> => data.topic(name) as Table<T>;
  return {
    tracks: new Map(data.tracks.map((track) => [track.trackId, track])),
    clips,
    announced: topic('clips'),
    rankings: topic('mashups'),
    samples: topic('training-samples'),
    blobs: new Map(filesIn(blobs).map((path) => [path, sha256(join(blobs, path))])),
    references: new Map(referencesIn([...clips.values()]).map((ref) => [ref.key, ref])),
    failures: await withState(root, failuresIn),
    waiting: namesIn(database, [waiting]),
    leftInDatabase: namesIn(database, leftovers),
    leftOnDisk: existsSync(work) ? readdirSync(work) : [],
  };
}

async function withState<T>(root: string, work: (state: State) => Promise<T>): Promise<T> {
  const state = openState(root, 'look');
  return work(state).finally(() => state.close());
}

async function failuresIn(state: State): Promise<readonly TrackFailure[]> {
  const keys: string[] = [];
  for await (const { id } of everyPublication(state.catalogue)) keys.push(id);
  return failuresOf(state, keys, []);
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Paths of all files below a folder, relative to it. */
export function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** References anywhere in a value, whatever the field. */
function referencesIn(value: unknown): readonly BlobRef[] {
  if (typeof value !== 'object' || value === null) return [];
  const ref = blobRefSchema.safeParse(value);
  return ref.success ? [ref.data] : Object.values(value).flatMap(referencesIn);
}

const waiting = `SELECT 'topic ' || topic || ': ' || (ends.next - commits.next) || ' records wait for ' || consumer_group AS name
   FROM commits JOIN partition_ends AS ends USING (topic, partition) WHERE ends.next > commits.next`;

/** What a query finds is left over; each gives its rows a name. */
const leftovers: readonly string[] = [
  `SELECT 'state of the seed ' || seed_clip_id || ', whose clip is gone' AS name FROM seeds
   WHERE seed_clip_id NOT IN (SELECT clip_id FROM clips)`,
  `SELECT DISTINCT 'shortlist of ' || seed_clip_id || ', which has no state' AS name FROM shortlists
   WHERE seed_clip_id NOT IN (SELECT seed_clip_id FROM seeds)`,
  `SELECT DISTINCT 'shortlist of ' || seed_clip_id || ' with ' || clip_id || ', which is gone' AS name FROM shortlists
   WHERE clip_id NOT IN (SELECT clip_id FROM clips)`,
  `SELECT 'publisher ' || publisher_id || ' of a track that is gone' AS name FROM publications
   WHERE track_id IS NOT NULL AND track_id NOT IN (SELECT track_id FROM tracks)`,
  `SELECT 'track ' || former.value || ', which ' || publisher_id || ' named before and nobody was told' AS name
   FROM publications, json_each(publications.json, '$.formerly') AS former`,
  `SELECT 'name ' || publisher_id || ' that its track ' || track_id || ' does not have' AS name FROM publications JOIN tracks USING (track_id)
   WHERE publisher_id NOT IN (SELECT json_extract(value, '$.id') FROM json_each(tracks.json, '$.publications'))`,
  `SELECT 'name ' || json_extract(said.value, '$.id') || ' of track ' || track_id || ', which that does not name' AS name
   FROM tracks, json_each(tracks.json, '$.publications') AS said
   WHERE track_id IS NOT (SELECT track_id FROM publications WHERE publisher_id = json_extract(said.value, '$.id'))`,
  `SELECT 'clip ' || clip_id || ' of a track that is gone' AS name FROM clips
   WHERE track_id NOT IN (SELECT track_id FROM tracks)`,
];

function namesIn(database: string, queries: readonly string[]): readonly string[] {
  const db = openDatabase(database, { readOnly: true });
  try {
    return queries.flatMap((query) =>
      db
        .prepare<{ name: string }>(query)
        .all()
        .map(({ name }) => name),
    );
  } finally {
    db.close();
  }
}
