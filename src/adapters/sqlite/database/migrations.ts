/**
 * The schema, step by step: entry n brings a database from version n to n + 1 (PRAGMA user_version). Steps are never changed, only
 * added. `records.seq` is the order of all appends; `partition_ends.next` the next offset; `commits.next` the first offset not yet
 * committed. Clips hold the columns that queries use beside the whole clip as JSON.
 */
export const migrations: readonly string[] = [
  `
CREATE TABLE topics (topic TEXT PRIMARY KEY, partitions INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE partition_ends (
  topic TEXT NOT NULL, partition INTEGER NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (topic, partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE records (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
  key TEXT NOT NULL, value BLOB, headers TEXT NOT NULL, timestamp INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX records_by_offset ON records (topic, partition, offset);
CREATE INDEX records_by_key ON records (topic, key);
CREATE INDEX records_by_topic ON records (topic);
CREATE TABLE consumer_groups (name TEXT PRIMARY KEY, generation INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE commits (
  consumer_group TEXT NOT NULL, topic TEXT NOT NULL, partition INTEGER NOT NULL, next INTEGER NOT NULL,
  generation INTEGER NOT NULL, PRIMARY KEY (consumer_group, topic, partition)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
  topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (topic, partition, offset)
) STRICT, WITHOUT ROWID;

CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES ('catalogue-revision', 0);
CREATE TABLE tracks (track_id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE publishers (publisher_id TEXT PRIMARY KEY, track_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX publishers_by_track ON publishers (track_id);
CREATE TABLE clips (
  clip_id TEXT PRIMARY KEY, track_id TEXT NOT NULL, pitch INTEGER NOT NULL, bpm REAL NOT NULL, log_tempo INTEGER NOT NULL,
  meter INTEGER, trusted INTEGER NOT NULL, vocal INTEGER NOT NULL, harmonic INTEGER NOT NULL, percussion INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;
CREATE INDEX clips_by_track ON clips (track_id);
CREATE INDEX clips_by_fit ON clips (
  pitch, log_tempo, clip_id, bpm, meter, trusted, vocal, harmonic, percussion, track_id
);
CREATE TABLE seeds (
  seed_clip_id TEXT PRIMARY KEY, scorer TEXT NOT NULL, revision INTEGER NOT NULL, harmonic REAL,
  percussion REAL, sampled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE shortlists (
  clip_id TEXT NOT NULL, seed_clip_id TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (clip_id, seed_clip_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shortlists_by_seed ON shortlists (seed_clip_id, place);
`,
  `
ALTER TABLE seeds ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;
`,
  `
CREATE TABLE publications (publisher_id TEXT NOT NULL, track_id TEXT NOT NULL, PRIMARY KEY (publisher_id, track_id)) STRICT, WITHOUT ROWID;
INSERT INTO publications SELECT publisher_id, track_id FROM publishers;
CREATE INDEX publications_by_track ON publications (track_id);
DROP TABLE publishers;
ALTER TABLE clips ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE clips SET revision = coalesce(json_extract(json, '$.revision'), 0);
`,
  // The score of each seed's best mashup, which the rankings written so far tell.
  `
ALTER TABLE seeds ADD COLUMN best REAL;
UPDATE seeds SET best = (
  SELECT iif(json_valid(CAST(value AS TEXT)), json_extract(CAST(value AS TEXT), '$.mashups[0].score'), NULL) FROM records
  WHERE topic = 'mashups' AND key = seed_clip_id AND value IS NOT NULL ORDER BY seq DESC LIMIT 1);
CREATE INDEX seeds_by_best ON seeds (scorer, best DESC, seed_clip_id);
`,
  // Freshness is a place in the requests, no counter: rankings made so far stand, and are met by no request.
  `
DELETE FROM counters WHERE name = 'catalogue-revision';
ALTER TABLE clips DROP COLUMN revision;
ALTER TABLE clips ADD COLUMN digest TEXT NOT NULL DEFAULT '';
CREATE INDEX clips_digests ON clips (clip_id, digest);
ALTER TABLE seeds ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE seeds ADD COLUMN terms_order INTEGER NOT NULL DEFAULT -1;
ALTER TABLE seeds ADD COLUMN partners TEXT NOT NULL DEFAULT '';
ALTER TABLE seeds ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
UPDATE seeds SET revision = 0;
ALTER TABLE shortlists ADD COLUMN digest TEXT NOT NULL DEFAULT '';
`,
  // What a foreign producer wrote and text cannot hold (rawParts.ts).
  `
ALTER TABLE records ADD COLUMN raw TEXT;
`,
  // A publication is a document of its own; `identify` goes on in the topic `tracks` where `ingest` stood. Before: what tracks said of
  // their publications (up to version 0.1 by their ids alone), and dead letters. Where an id named two tracks, one was to be removed.
  `
ALTER TABLE publications RENAME TO names;
CREATE TABLE publications (
  publisher_id TEXT PRIMARY KEY, track_id TEXT, withdrawn INTEGER NOT NULL, revision INTEGER NOT NULL, json TEXT NOT NULL
) STRICT;
CREATE INDEX publications_by_sound ON publications (track_id, publisher_id);
INSERT INTO publications
  SELECT publisher_id, named.track_id, 0, 1, json_object(
    'id', publisher_id, 'trackId', named.track_id, 'said', json(coalesce(
      (SELECT said.value FROM json_each(tracks.json, '$.publications') AS said
        WHERE json_extract(said.value, '$.id') = publisher_id),
      json_object('id', publisher_id, 'uri', json_extract(tracks.json, '$.source.uri'),
        'credits', json_remove(json_extract(tracks.json, '$.source'), '$.uri'), 'tags', json_object(),
        'given', json(json_extract(tracks.json, '$.given')), 'notes', json_array()))),
    'formerly', json((SELECT json_group_array(track_id) FROM names AS other
      WHERE other.publisher_id = named.publisher_id AND other.track_id > named.track_id)),
    'revision', 1)
  FROM names AS named JOIN tracks ON tracks.track_id = named.track_id AND json_valid(tracks.json)
  WHERE named.track_id = (SELECT min(track_id) FROM names AS first WHERE first.publisher_id = named.publisher_id);
DROP TABLE names;
INSERT INTO publications
  SELECT letters.key, NULL, 0, 1, json_object('id', letters.key, 'trackId', NULL, 'formerly', json_array(), 'failure', json_object(
    'code', json_extract(letters.headers, '$."error.code"'), 'message', json_extract(letters.headers, '$."error.message"')),
    'revision', 1)
  FROM records AS letters JOIN records AS origin ON origin.topic = 'tracks' AND origin.key = letters.key AND origin.value IS NOT NULL
    AND origin.partition = CAST(json_extract(letters.headers, '$."error.partition"') AS INTEGER)
    AND origin.offset = CAST(json_extract(letters.headers, '$."error.offset"') AS INTEGER)
  WHERE letters.topic = 'dead-letters' AND json_valid(letters.headers) AND json_extract(letters.headers, '$."error.topic"') = 'tracks'
    AND json_type(letters.headers, '$."error.code"') = 'text' AND json_type(letters.headers, '$."error.message"') = 'text'
    AND NOT EXISTS (SELECT 1 FROM records AS newer WHERE newer.topic = 'tracks' AND newer.key = origin.key AND newer.seq > origin.seq)
  ORDER BY letters.seq
  ON CONFLICT (publisher_id) DO UPDATE SET
    json = json_set(publications.json, '$.failure', json(json_extract(excluded.json, '$.failure')));
INSERT OR IGNORE INTO consumer_groups SELECT 'identify', generation FROM consumer_groups WHERE name = 'ingest';
UPDATE commits SET consumer_group = 'identify' WHERE consumer_group = 'ingest' AND topic = 'tracks';
`,
  // Beginnings have names, so that one counts once however often it is tried.
  `
CREATE TABLE beginnings (
  topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (topic, partition, offset, name)
) STRICT, WITHOUT ROWID;
WITH RECURSIVE each_one (topic, partition, offset, n) AS (
  SELECT topic, partition, offset, count FROM attempts WHERE count > 0
  UNION ALL SELECT topic, partition, offset, n - 1 FROM each_one WHERE n > 1)
INSERT INTO beginnings SELECT topic, partition, offset, 'counted before ' || n FROM each_one;
DROP TABLE attempts;
`,
];
