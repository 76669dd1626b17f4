import { isDeepStrictEqual } from 'node:util';
import { saidTogether, type Publication } from '../../domain/publication.js';
import type { Work } from '../../domain/work.js';
import type { BlobStore } from '../../ports/blobStore.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import { each } from '../stream/each.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import { planFacts } from './loadTrack.js';
import { publicationsNaming } from './publicationsNaming.js';
import { areWhole } from './stemStore.js';
import type { TrackWork } from './trackWork.js';

export interface ResolveTrackOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
  /** Clips of another version are made anew. */
  readonly featuresVersion: string;
}

/**
 * Finds out what is to be done for a sound, by the publications that name it and by what is stored of it: nothing (all that is said of it
 * is known), new clips, another analysis of stored stems, or the removal of clips. Several ids may name one sound; it goes when the last
 * of them does, and what they say holds together.
 */
export function resolveTrack(options: ResolveTrackOptions): Stage<Work | null, TrackWork> {
  return stage('resolve', { ...options, handsBack: true }, (work, { key }) =>
    each(workFor(options, key, work)),
  );
}

async function workFor(
  options: ResolveTrackOptions,
  trackId: string,
  asked: Work | null,
): Promise<TrackWork[]> {
  const { catalogue } = options;
  const { by, verify = false } = asked ?? {};
  const publications = await publicationsNaming(catalogue, trackId);
  const known = await catalogue.getTrack(trackId);
  if (publications.length === 0)
    return known || verify ? [{ kind: 'removed', track: known ?? blankTrack(trackId) }] : [];
  const record = recordOf(trackId, publications, known);
  const from = publications.find(({ id }) => id === by) ?? publications[0];
  if (!known?.complete) return [{ kind: 'new', record, from }];
  const torn = verify ? await tornOf(options, known) : undefined;
  if (torn) return [{ kind: 'new', record: { ...record, ...torn }, from }];
  const work = await changed(options, { known, record, from });
  // What is kept is tidied.
  return verify && work.length === 0 ? [{ kind: 'kept', record }] : work;
}

const blankTrack = (trackId: string): TrackRecord => ({
  ...{ trackId, publications: [], source: { uri: '' }, given: {} },
  ...{ regions: [], clipIds: [], notes: [], complete: false },
});

/**
 * undefined where the track has the clips that its record tells, with all that they refer to; otherwise all the clips that may have to go when
 * it is made anew.
 */
async function tornOf(
  { catalogue, blobs }: ResolveTrackOptions,
  { trackId, clipIds }: TrackRecord,
): Promise<Pick<TrackRecord, 'clipIds'> | undefined> {
  const there = await catalogue.clipIdsOf(trackId);
  const torn = { clipIds: [...new Set([...clipIds, ...there])] };
  if (!isDeepStrictEqual([...clipIds].sort(), [...there].sort())) return torn;
  for (const { stems, features } of await catalogue.getClips(clipIds))
    if (!(await areWhole(blobs, stems)) || !(await areWhole(blobs, features))) return torn;
  return undefined;
}

function recordOf(
  trackId: string,
  publications: readonly Publication[],
  known: TrackRecord | undefined,
): TrackRecord {
  return {
    ...blankTrack(trackId),
    ...known,
    publications,
    ...saidTogether(publications),
    failure: undefined,
  };
}

interface Change {
  readonly known: TrackRecord;
  readonly record: TrackRecord;
  /** Where its audio can be read. */
  readonly from: Publication;
}

/** What is to be done with an indexed track of which something else is said now, or whose clips are of another version. */
async function changed(
  { catalogue, featuresVersion }: ResolveTrackOptions,
  { known, record, from }: Change,
): Promise<TrackWork[]> {
  const clips = await catalogue.getClips(record.clipIds);
  const isOlder = clips.some((clip) => clip.featuresVersion !== featuresVersion);
  if (!isOlder && isDeepStrictEqual(shown(known), shown(record))) {
    const isSame = !known.failure && isDeepStrictEqual(known.publications, record.publications);
    return isSame ? [] : [{ kind: 'kept', record }];
  }
  const planned = known.decoded?.plannedFor;
  const elsewhere = planned !== undefined && !isDeepStrictEqual(planned, planFacts(record.given));
  return elsewhere || clips.length === 0
    ? [{ kind: 'new', record, from }]
    : [{ kind: 'corrected', record, clips }];
}

/** What clips and remarks show of what publications say. */
const shown = ({ given, source, publications }: TrackRecord): unknown => [
  ...[given, source],
  [...new Set(publications.flatMap(({ notes }) => notes))],
];
