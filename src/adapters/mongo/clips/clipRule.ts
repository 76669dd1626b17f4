import type { Filter } from 'mongodb';
import { relativeMajor } from '../../../domain/music/key.js';
import type { Role } from '../../../domain/role.js';
import type { ClipQuery, ReachRule } from '../../../ports/catalogue.js';
import { logTempo } from '../../shared/logTempo.js';
import type { ClipDocument } from './clipDocument.js';
import { tempoRange } from './tempoRange.js';

/** The clips that one distance in key brings to a seed's key. */
export interface KeyLevel {
  /** 10⁹ · |shift| / 12. */
  readonly cost: number;
  /** What their pitches are: one or two. Left out: any. */
  readonly pitches?: readonly number[];
}

const shifts = [0, 1, 2, 3, 4, 5, 6] as const;
const costOf = (shift: number): number => Math.round((shift * 1e9) / 12);

/** The levels that a rule allows, the nearest first. */
export function keyLevels(key: ReachRule['key']): readonly KeyLevel[] {
  if (!key) return [{ cost: 0 }];
  const pitch = relativeMajor(key.of);
  return shifts
    .filter((shift) => shift <= key.semitones)
    .map((shift) => ({
      cost: costOf(shift),
      pitches: [...new Set([(pitch + shift) % 12, (pitch - shift + 12) % 12])],
    }));
}

/** The rule by which partners are looked up, as a filter that lets pass exactly what it allows. */
export function clipRule(rule: ReachRule, supplies: Role): Filter<ClipDocument> {
  const { key, tempo, meter, trustedOnly, excludeTrackId } = rule;
  const range = tempo && tempoRange(tempo);
  return {
    [supplies]: true,
    ...(key && { pitch: { $in: keyLevels(key).flatMap(({ pitches = [] }) => pitches) } }),
    ...(range && { bpm: { $gte: range.slowest, $lte: range.fastest } }),
    ...(meter !== undefined && { meter }),
    ...(trustedOnly && { trusted: true }),
    ...(excludeTrackId !== undefined && { trackId: { $ne: excludeTrackId } }),
  };
}

/** How far a clip is from what a query asks, 10⁻⁹: the port's measure. */
export function distanceOf(
  { key, tempo }: ClipQuery,
  clip: Pick<ClipDocument, 'pitch' | 'logTempo'>,
): number {
  const shift = key ? Math.abs(((clip.pitch - relativeMajor(key.of) + 18) % 12) - 6) : 0;
  return costOf(shift) + (tempo ? Math.abs(logTempo(tempo.of) - clip.logTempo) : 0);
}
