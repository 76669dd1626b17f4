import { isDeepStrictEqual } from 'node:util';
import { saidTogether, type Publication } from '../../domain/publication.js';
import type { Work } from '../../domain/work.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import { each } from '../stream/each.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import { planFacts } from './loadTrack.js';
import { publicationsNaming } from './publicationsNaming.js';
import type { TrackWork } from './trackWork.js';

export interface ResolveTrackOptions extends StageOptions {
  readonly catalogue: Catalogue;
}

/**
 * Finds out what is to be done for a sound, by the publications that name it and by what is stored of it: nothing (all that is said of it
 * is known), new clips, another analysis of stored stems, or the removal of clips. Several ids may name one sound; it goes when the last
 * of them does, and what they say holds together.
 */
export function resolveTrack(options: ResolveTrackOptions): Stage<Work | null, TrackWork> {
  return stage('resolve', { ...options, handsBack: true }, (work, { key }) =>
    each(workFor(options, key, work?.by)),
  );
}

async function workFor(
  { catalogue }: ResolveTrackOptions,
  trackId: string,
  by: string | undefined,
): Promise<TrackWork[]> {
  const publications = await publicationsNaming(catalogue, trackId);
  const known = await catalogue.getTrack(trackId);
  if (publications.length === 0) return known ? [{ kind: 'removed', track: known }] : [];
  const record = recordOf(trackId, publications, known);
  const from = publications.find(({ id }) => id === by) ?? publications[0];
  if (!known?.complete) return [{ kind: 'new', record, from }];
  return changed(catalogue, { known, record, from });
}

function recordOf(
  trackId: string,
  publications: readonly Publication[],
  known: TrackRecord | undefined,
): TrackRecord {
  const blank = { trackId, regions: [], clipIds: [], notes: [], complete: false };
  return { ...blank, ...known, publications, ...saidTogether(publications), failure: undefined };
}

interface Change {
  readonly known: TrackRecord;
  readonly record: TrackRecord;
  /** Where its audio can be read. */
  readonly from: Publication;
}

/** What is to be done with an indexed track of which something else is said now. */
async function changed(catalogue: Catalogue, { known, record, from }: Change): Promise<TrackWork[]> {
  if (isDeepStrictEqual(shown(known), shown(record))) {
    const isSame = !known.failure && isDeepStrictEqual(known.publications, record.publications);
    return isSame ? [] : [{ kind: 'kept', record }];
  }
  const clips = await catalogue.getClips(record.clipIds);
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
