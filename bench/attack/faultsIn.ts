import type { Clip } from '../../src/domain/clip.js';
import { differencesOf } from './differencesOf.js';
import { faults, type Fault } from './fault.js';
import type { Folder } from './readFolder.js';

/**
 * What is wrong within one data folder after a calm run, whatever its songs are: lost, damaged, doubled, stale or left over.
 * Empty: it is sound.
 */
export const faultsIn = (folder: Folder): readonly Fault[] => [
  ...faults(
    'lost',
    folder.failures.map(({ trackKey, code, message }) => `song ${trackKey}: ${code}: ${message}`),
  ),
  ...faults('lost', folder.waiting),
  ...faults('orphaned', folder.leftInDatabase),
  ...faults(
    'orphaned',
    folder.leftOnDisk.map((name) => `working folder ${name}`),
  ),
  ...blobFaults(folder),
  ...trackFaults(folder),
  ...clipFaults(folder),
  ...rankingFaults(folder),
  ...sampleFaults(folder),
];

function blobFaults({ blobs, references }: Folder): readonly Fault[] {
  const lost = [...references.values()].flatMap(({ key, sha256 }) => {
    const found = blobs.get(key);
    if (found === sha256) return [];
    return [found === undefined ? `blob ${key} is not there` : `blob ${key} has other content`];
  });
  const loose = [...blobs.keys()].filter((key) => !references.has(key));
  return [
    ...faults('lost', lost),
    ...faults(
      'orphaned',
      loose.map((key) => `blob ${key} belongs to nothing`),
    ),
  ];
}

function trackFaults({ tracks, clips }: Folder): readonly Fault[] {
  const all = [...tracks.values()];
  const missing = all.flatMap(({ trackId, clipIds }) =>
    clipIds.filter((id) => !clips.has(id)).map((id) => `clip ${id} of track ${trackId}`),
  );
  const unfinished = all.filter(({ complete }) => !complete);
  const nameless = all.filter(({ publications }) => publications.length === 0);
  return [
    ...faults('lost', missing),
    ...faults(
      'lost',
      unfinished.map(({ trackId }) => `track ${trackId} is not complete`),
    ),
    ...faults(
      'stale',
      nameless.map(({ trackId }) => `track ${trackId} is named by nobody`),
    ),
  ];
}

function clipFaults({ clips, announced, tracks }: Folder): readonly Fault[] {
  const all = [...clips.values()];
  const silent = all.filter(({ clipId }) => !announced.has(clipId));
  const unlike = all.flatMap((clip) => {
    const other = announced.get(clip.clipId);
    if (other === undefined) return [];
    return differencesOf(other, clip, { ignored: [] }).map((each) => `topic clips, ${clip.clipId}: ${each}`);
  });
  const loose = all.filter(({ clipId, trackId }) => tracks.get(trackId)?.clipIds.includes(clipId) === false);
  const gone = [...announced.keys()].filter((id) => !clips.has(id));
  return [
    ...faults(
      'lost',
      silent.map(({ clipId }) => `clip ${clipId} was never announced`),
    ),
    ...faults('stale', unlike),
    ...faults(
      'orphaned',
      loose.map(({ clipId, trackId }) => `clip ${clipId} is not one of its track ${trackId}`),
    ),
    ...faults(
      'stale',
      gone.map((id) => `topic clips holds ${id}, which is gone`),
    ),
  ];
}

const isSeed = ({ supplies }: Clip): boolean => supplies.vocal;

function rankingFaults({ clips, rankings }: Folder): readonly Fault[] {
  const without = [...clips.values()].filter((clip) => isSeed(clip) && !rankings.has(clip.clipId));
  const found = [...rankings].flatMap(([seedClipId, { mashups }]) => {
    const seed = clips.get(seedClipId);
    if (seed === undefined || !isSeed(seed))
      return faults('stale', [`ranking of ${seedClipId}, which is no voice here`]);
    const parts = mashups.flatMap((mashup) => mashup.parts.map(({ clipId }) => clipId));
    const gone = [...new Set(parts)].filter((id) => !clips.has(id));
    const ids = mashups.map(({ mashupId }) => mashupId);
    const doubled = ids.filter((id, i) => ids.indexOf(id) !== i);
    return [
      ...faults(
        'stale',
        gone.map((id) => `ranking of ${seedClipId} holds ${id}, which is gone`),
      ),
      ...faults(
        'doubled',
        doubled.map((id) => `mashup ${id} in the ranking of ${seedClipId}`),
      ),
    ];
  });
  return [
    ...faults(
      'lost',
      without.map(({ clipId }) => `ranking of the voice ${clipId}`),
    ),
    ...found,
  ];
}

const labels = ['negative', 'positive', 'unlabelled'] as const;

/** Each voice has either no samples or one of each label; those of songs that went stay. */
function sampleFaults({ clips, samples }: Folder): readonly Fault[] {
  const bySeed = new Map<string, string[]>();
  for (const { label, recipe } of samples.values())
    bySeed.set(recipe.seedClipId, [...(bySeed.get(recipe.seedClipId) ?? []), label]);
  return [...bySeed]
    .filter(([seed]) => clips.has(seed))
    .flatMap(([seed, found]) => {
      const text = `training samples of ${seed}: ${found.sort().join(', ')}`;
      if (labels.some((label) => !found.includes(label))) return faults('lost', [text]);
      return found.length > labels.length ? faults('doubled', [text]) : [];
    });
}
