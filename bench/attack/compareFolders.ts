import { differencesOf } from './differencesOf.js';
import { faults, type Fault } from './fault.js';
import type { Folder } from './readFolder.js';

/** Content of the blobs that clips refer to; others are no part of what a folder says. */
const referred = ({ references }: Folder): ReadonlyMap<string, string> =>
  new Map([...references].map(([key, { sha256 }]) => [key, sha256]));

/** What differs between one history of a folder and another: when it was written. */
const ignored = ['revision', 'timestamp'];

/**
 * Where a data folder with a history differs from a fresh one over the same songs: tracks, clips, rankings, blobs, and which voices
 * have training samples (what was drawn may differ). Empty: they are equal.
 */
export function compareFolders(old: Folder, fresh: Folder): readonly Fault[] {
  // Parts, shifts, scores, bars and order are in the mashups.
  const rankings = (folder: Folder) =>
    mapped(folder.rankings, ({ seedClipId, seedTrackId, scorer, runSeed, mashups }) => ({
      ...{ seedClipId, seedTrackId, scorer, runSeed, mashups },
    }));
  const tracks = ({ tracks: all }: Folder) => mapped(all, (track) => track);
  return [
    ...tableDifferences('track', tracks(old), tracks(fresh)),
    ...tableDifferences('clip', old.clips, fresh.clips),
    ...tableDifferences('ranking of', rankings(old), rankings(fresh)),
    ...tableDifferences('blob', referred(old), referred(fresh)),
    ...sampleDifferences(old, fresh),
  ];
}

/** Differences of two tables, by key: what is missing, what is too much, and where values differ. */
export function tableDifferences<T>(
  what: string,
  old: ReadonlyMap<string, T>,
  fresh: ReadonlyMap<string, T>,
): readonly Fault[] {
  const keys = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return keys.flatMap((key) => {
    if (!old.has(key)) return faults('lost', [`${what} ${key}`]);
    if (!fresh.has(key)) return faults('stale', [`${what} ${key}: a fresh folder has none`]);
    const found = differencesOf(old.get(key), fresh.get(key), { ignored });
    return faults(
      'stale',
      found.map((each) => `${what} ${key}: ${each}`),
    );
  });
}

function sampleDifferences(old: Folder, fresh: Folder): readonly Fault[] {
  const sampled = ({ samples }: Folder): ReadonlySet<string> =>
    new Set([...samples.values()].map(({ recipe }) => recipe.seedClipId));
  const has = sampled(old);
  const missing = [...sampled(fresh)].filter((seed) => !has.has(seed));
  return faults(
    'lost',
    missing.map((seed) => `training samples of ${seed}`),
  );
}

const mapped = <A, B>(table: ReadonlyMap<string, A>, of: (value: A) => B): ReadonlyMap<string, B> =>
  new Map([...table].map(([key, value]) => [key, of(value)]));
