import type { Collection, Filter, WithId } from 'mongodb';
import { findUpTo } from '../connection/findUpTo.js';
import type { ClipDocument } from './clipDocument.js';

/** A walk along the tempi, all as logTempo() gives them. */
export interface TempoWalk {
  /** Where it begins. */
  readonly from: number;
  readonly low: number;
  readonly high: number;
  /** At most this many each way. */
  readonly limit: number;
  readonly index: string;
}

const fields = ['logTempo', 'digest'];

/** Clips from a tempo on upwards, then those from it downwards: the nearest of each way, equal tempi by id. */
export async function walkBothWays(
  clips: Collection<ClipDocument>,
  filter: Filter<ClipDocument>,
  walk: TempoWalk,
): Promise<readonly WithId<ClipDocument>[]> {
  const both = await Promise.all([upwards(clips, filter, walk), downwards(clips, filter, walk)]);
  return both.flat();
}

async function upwards(
  clips: Collection<ClipDocument>,
  filter: Filter<ClipDocument>,
  { from, low, high, limit, index }: TempoWalk,
): Promise<readonly WithId<ClipDocument>[]> {
  const logTempo = { $gte: Math.max(from, low), $lte: high };
  if (logTempo.$gte > high) return [];
  const sort = { logTempo: 1, _id: 1 } as const;
  return findUpTo(clips, { ...filter, logTempo }, { limit, sort, fields, hint: index });
}

/**
 * An index read backwards gives equal tempi by falling ids, so that a limit cuts off the wrong ones of the last tempo: those are asked
 * for once more, by rising ids.
 */
async function downwards(
  clips: Collection<ClipDocument>,
  filter: Filter<ClipDocument>,
  { from, low, high, limit, index }: TempoWalk,
): Promise<readonly WithId<ClipDocument>[]> {
  const logTempo = { $gte: low, $lte: Math.min(from - 1, high) };
  if (low > logTempo.$lte) return [];
  const options = { limit, fields, hint: index };
  const back = { logTempo: -1, _id: -1 } as const;
  const found = await findUpTo(clips, { ...filter, logTempo }, { ...options, sort: back });
  const last = found.at(-1)?.logTempo;
  if (found.length < limit || last === undefined) return found;
  const sure = found.filter((clip) => clip.logTempo > last);
  const rest = await findUpTo(
    clips,
    { ...filter, logTempo: last },
    { ...options, limit: limit - sure.length, sort: { _id: 1 } },
  );
  return [...sure, ...rest];
}
