import { lastValueFrom, toArray } from 'rxjs';
import { begunTrainings } from '../../adapters/networks/registry/begunTrainings.js';
import { modelRegistry } from '../../adapters/networks/registry/modelRegistry.js';
import type { BlobRef } from '../../domain/blobRef.js';
import type { Clip } from '../../domain/clip.js';
import { areWhole, stemsFolder } from '../../operators/ingest/stemStore.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import { everyTrack } from '../../ports/everyOne.js';
import { taughtModel } from '../runtime/retraining/retrainOptionsOf.js';
import type { State } from '../runtime/wiring/openState.js';

/** What does not fit together in a data folder. */
export interface StoreFaults {
  /** Keys of blobs that belong to nothing. */
  readonly orphans: readonly string[];
  /** Songs of which something stored is missing or (where contents were read) not what it was, with the keys. */
  readonly lost: readonly { readonly track: TrackRecord; readonly keys: readonly string[] }[];
  /** Clips that no song has. */
  readonly strayClips: readonly string[];
  /** Rankings of voices that are gone, by clip id. */
  readonly strayRankings: readonly string[];
}

export interface LookOptions {
  /** Read all files and compare their contents, not only whether they are there. */
  readonly contents: boolean;
}

/** Looks through catalogue, blobs and rankings. Nothing must work in the folder: what is in the making would count as an orphan. */
export async function storeFaults(
  { catalogue, blobs, log }: Pick<State, 'catalogue' | 'blobs' | 'log'>,
  { contents }: LookOptions,
): Promise<StoreFaults> {
  const clips = await allClips(catalogue);
  const there = new Set(await blobs.list(''));
  const models = await modelRegistry({ log, blobs }).list();
  const training = await begunTrainings({ log, blobs }).begun(taughtModel);
  const kept = [...models.map((model) => model.blobs), training?.checkpoints ?? {}];
  const used = new Set(kept.flatMap((refs) => Object.values(refs).map(({ key }) => key)));
  const lost: { track: TrackRecord; keys: readonly string[] }[] = [];
  const owned = new Set<string>();
  const making: string[] = [];
  for await (const track of everyTrack(catalogue)) {
    for (const clipId of track.clipIds) owned.add(clipId);
    if (!track.complete) making.push(...foldersOf(track));
    const refs = [...refsOfRegions(track), ...track.clipIds.flatMap((id) => refsOf(clips.get(id)))];
    for (const { key } of refs) used.add(key);
    // What is not complete is made whole by the next run.
    if (!track.complete) continue;
    const gone = track.clipIds.filter((id) => !clips.has(id));
    for (const ref of refs)
      if (!there.has(ref.key) || (contents && !(await areWhole(blobs, { ref })))) gone.push(ref.key);
    if (gone.length > 0) lost.push({ track, keys: [...new Set(gone)] });
  }
  const rankings = await lastValueFrom(log.readTable('mashups').pipe(toArray()));
  return {
    orphans: [...there].filter(
      (key) =>
        !used.has(key) && !clips.has(projectedClip(key)) && !making.some((folder) => key.startsWith(folder)),
    ),
    lost,
    strayClips: [...clips.keys()].filter((clipId) => !owned.has(clipId)),
    strayRankings: rankings
      .filter(({ key, value }) => value !== null && !clips.has(key))
      .map(({ key }) => key),
  };
}

/** The clip of which a model made what lies there; '': it is nothing of the kind. */
const projectedClip = (key: string): string => /^projections\/([^/]+)\//.exec(key)?.[1] ?? '';

async function allClips(catalogue: State['catalogue']): Promise<ReadonlyMap<string, Clip>> {
  const count = await catalogue.countClips();
  return new Map((await catalogue.scanClips('', count)).map((clip) => [clip.clipId, clip]));
}

const present = (refs: readonly (BlobRef | undefined)[]): readonly BlobRef[] =>
  refs.flatMap((ref) => ref ?? []);

const refsOf = (clip: Clip | undefined): readonly BlobRef[] =>
  clip ? present([...Object.values(clip.stems), ...Object.values(clip.features)]) : [];

const refsOfRegions = ({ regions }: TrackRecord): readonly BlobRef[] =>
  present(regions.flatMap(({ stems = {} }) => Object.values(stems)));

const foldersOf = ({ trackId, clipIds }: TrackRecord): readonly string[] => [
  stemsFolder(trackId),
  ...clipIds.map((clipId) => `clips/${clipId}/`),
];
