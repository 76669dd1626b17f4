import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { lastValueFrom, toArray } from 'rxjs';
import { openState, type State } from '../../src/cli/runtime/wiring/openState.js';
import type { BlobRef } from '../../src/domain/blobRef.js';
import type { Clip } from '../../src/domain/clip.js';
import type { TrackRecord } from '../../src/ports/trackRecord.js';
import { tracksOf } from './catalogued.js';

/** What lies in a data folder. */
export interface Contents {
  readonly tracks: readonly TrackRecord[];
  readonly clips: readonly Clip[];
  /** Newest value of each key, without those that were withdrawn; what is no JSON is its text. */
  readonly topic: (name: string) => ReadonlyMap<string, unknown>;
  readonly headers: (name: string) => ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Keys of blobs. */
  readonly blobs: readonly string[];
  /** What is wrong with blobs that clips refer to: missing, other size, other SHA-256. */
  readonly badBlobs: readonly string[];
}

const topics = ['tracks', 'works', 'clips', 'rerank', 'mashups', 'training-samples', 'dead-letters'] as const;

/** Reads a data folder beside or after a run. */
export async function readData(root: string): Promise<Contents> {
  const state = openState(root, 'look');
  try {
    return await read(state, root);
  } finally {
    await state.close();
  }
}

async function read({ catalogue, log }: State, root: string): Promise<Contents> {
  const records = new Map<
    string,
    Map<string, { value: unknown; headers: Readonly<Record<string, string>> }>
  >();
  for (const topic of topics) {
    const found = await lastValueFrom(log.readTable(topic).pipe(toArray()), { defaultValue: [] });
    const kept = found.flatMap(({ key, value, headers }) =>
      value === null ? [] : [[key, { value: valueOf(value), headers }] as const],
    );
    records.set(topic, new Map(kept));
  }
  const clips = await catalogue.scanClips('', 100_000);
  const folder = join(root, 'blobs');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const blobs = files
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const table = <T>(
    name: string,
    of: (record: { value: unknown; headers: Readonly<Record<string, string>> }) => T,
  ) => new Map([...(records.get(name) ?? [])].map(([key, record]) => [key, of(record)]));
  return {
    tracks: await tracksOf(catalogue),
    clips,
    topic: (name) => table(name, ({ value }) => value),
    headers: (name) => table(name, ({ headers }) => headers),
    blobs,
    badBlobs: clips.flatMap(refsOf).flatMap((ref) => problemWith(ref, folder)),
  };
}

function valueOf(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const refsOf = ({ stems, features }: Clip): BlobRef[] =>
  [...Object.values(stems), ...Object.values(features)].flatMap((ref) => ref ?? []);

function problemWith({ key, size, sha256 }: BlobRef, folder: string): string[] {
  const path = join(folder, key);
  if (!existsSync(path)) return [`${key}: missing`];
  const bytes = readFileSync(path);
  const hash = createHash('sha256').update(bytes).digest('hex');
  return bytes.length === size && hash === sha256 ? [] : [`${key}: other content`];
}
