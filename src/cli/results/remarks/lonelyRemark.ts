import type { Clip } from '../../../domain/clip.js';
import type { MatchRule } from '../../../mashability/conditions/matchRule.js';
import { nearestMiss } from '../../../mashability/conditions/nearestMiss.js';
import { sameRecording } from '../../../mashability/conditions/sameRecording.js';
import { missText } from './missText.js';

export interface Voices {
  /** The song's voices that are used. */
  readonly all: readonly Clip[];
  /** Those of them that have no mashup. */
  readonly lonely: readonly Clip[];
  /** Clips that may accompany them. */
  readonly candidates: readonly Clip[];
  readonly rule: MatchRule;
}

/** That voices of a song have no partner, which are meant, and who came nearest. */
export function lonelyRemark({ all, lonely, candidates, rule }: Voices): string[] {
  if (lonely.length === 0) return [];
  const tempi = [...new Set(lonely.map(({ grid }) => String(Math.round(grid.bpm))))].join(' and ');
  const share = lonely.length < all.length ? `${lonely.length} of its ${all.length} voices` : 'its voice';
  const which = `${share} (${tempi} bpm)`;
  const miss = lonely
    .flatMap((clip) => nearestMiss(clip, candidates, rule) ?? [])
    .sort((a, b) => a.distance - b.distance)
    .at(0);
  if (miss)
    return [
      `no partner within the key and tempo rule for ${which}; ` +
        `the nearest${miss.role === 'percussion' ? ' drums' : ''}: ${missText(miss, rule)}`,
    ];
  return lonely.some((clip) => hasSupply(clip, candidates))
    ? [`none of the mashups ranked for ${which} can be used`]
    : [`no partner for ${which}: no other song has parts for it`];
}

const hasSupply = (seed: Clip, candidates: readonly Clip[]): boolean =>
  (['harmonic', 'percussion'] as const).every((role) =>
    candidates.some((clip) => clip.supplies[role] && !sameRecording(seed, clip)),
  );
