import type { Collection, Filter } from 'mongodb';
import type { ClipQuery } from '../../../ports/catalogue.js';
import { byText } from '../../shared/byText.js';
import { logTempo } from '../../shared/logTempo.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { ClipDocument } from './clipDocument.js';
import { walkIndex } from './clipIndexes.js';
import { clipRule, keyLevels, type KeyLevel } from './clipRule.js';
import { tempoRange } from './tempoRange.js';
import { walkBothWays } from './walkBothWays.js';

/** A clip that a query found. */
export interface NearClip {
  readonly clipId: string;
  readonly digest: string;
  /** 10⁻⁹ */
  readonly distance: number;
}

/** The most that one query may return. */
const most = 512;

/** The nearest first; of equally near ones by id, as the server orders texts. */
export const nearer = (
  a: Pick<NearClip, 'clipId' | 'distance'>,
  b: Pick<NearClip, 'clipId' | 'distance'>,
): number => a.distance - b.distance || byText(a.clipId, b.clipId);

/**
 * The clips that a query asks for, the nearest first, without reading them: from one distance in key to the next, and at each from the
 * tempo on upwards and downwards, as long as something nearer than the last of what was found can come.
 */
export async function nearestClips(
  clips: Collection<ClipDocument>,
  query: ClipQuery,
): Promise<readonly NearClip[]> {
  const limit = Math.min(query.limit, most);
  let found: readonly NearClip[] = [];
  for (const level of keyLevels(query.key)) {
    const reach = found.length < limit ? Infinity : (found.at(-1)?.distance ?? -1) - level.cost;
    if (reach < 0) break;
    const more = await clipsOfLevel(clips, query, { level, limit, reach });
    found = [...found, ...more].sort(nearer).slice(0, limit);
  }
  return found;
}

interface Search {
  readonly level: KeyLevel;
  readonly limit: number;
  /** No farther from the tempo than this, 10⁻⁹. */
  readonly reach: number;
}

async function clipsOfLevel(
  clips: Collection<ClipDocument>,
  query: ClipQuery,
  { level: { cost, pitches }, limit, reach }: Search,
): Promise<readonly NearClip[]> {
  const { tempo, supplies } = query;
  const rule = clipRule(query, supplies);
  const near =
    (tempoOf: number | undefined) => (clip: Pick<ClipDocument, '_id' | 'digest' | 'logTempo'>) => ({
      clipId: clip._id,
      digest: clip.digest,
      distance: cost + (tempoOf === undefined ? 0 : Math.abs(tempoOf - clip.logTempo)),
    });
  if (!tempo) {
    const filter: Filter<ClipDocument> = { ...rule, ...(pitches && { pitch: { $in: [...pitches] } }) };
    const found = await findUpTo(clips, filter, { limit, sort: { _id: 1 }, fields: ['digest', 'logTempo'] });
    return found.map(near(undefined));
  }
  const from = logTempo(tempo.of);
  const { slowest, fastest } = tempoRange(tempo);
  const walk = {
    ...{ from, limit, index: walkIndex(supplies, pitches !== undefined) },
    // The logarithm may round a tempo at the limits either way.
    low: Math.max(logTempo(slowest) - 1, from - reach),
    high: Math.min(logTempo(fastest) + 1, from + reach),
  };
  const walks = pitches ? pitches.map((pitch) => ({ ...rule, pitch })) : [rule];
  const found = await Promise.all(walks.map((filter) => walkBothWays(clips, filter, walk)));
  return found.flat().map(near(from));
}
