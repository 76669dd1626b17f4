import type { Clip } from '../../../domain/clip.js';
import type { MatchRule } from '../../../mashability/conditions/matchRule.js';
import { nearestMiss, type NearestMiss } from '../../../mashability/conditions/nearestMiss.js';
import { sameRecording } from '../../../mashability/conditions/sameRecording.js';
import { missText } from './missText.js';
import { sourceName } from '../mashup/sourceName.js';

export interface Accompaniment {
  /** Clips of a song that has no voice. */
  readonly own: readonly Clip[];
  /** Clips whose voice it could accompany. */
  readonly voices: readonly Clip[];
  readonly rule: MatchRule;
}

interface Try {
  readonly voice: Clip;
  readonly miss: NearestMiss<Clip> | undefined;
}

/** Why a song without a voice accompanies none of the others. */
export function accompanimentText({ own, voices, rule }: Accompaniment): string {
  const tries = voices
    .filter((voice) => !own.some((part) => sameRecording(voice, part)))
    .flatMap((voice) => rolesOf(own).map((parts): Try => ({ voice, miss: nearestMiss(voice, parts, rule) })));
  if (tries.length === 0) return 'no other song has a voice for it';
  const misses = tries.flatMap(({ voice, miss }) => (miss ? [{ voice, miss }] : []));
  if (misses.length < tries.length)
    return 'it fits a voice in key and tempo, but is not among the best that are ranked for one';
  const [{ voice, miss }] = misses.toSorted((a, b) => a.miss.distance - b.miss.distance);
  return `for the voice of ${sourceName(voice.source)}, the nearest, ${missText(miss, rule)}`;
}

/** The clips as what they supply, one role at a time. */
const rolesOf = (own: readonly Clip[]): readonly (readonly Clip[])[] =>
  (['harmonic', 'percussion'] as const)
    .map((role) =>
      own
        .filter(({ supplies }) => supplies[role])
        .map((clip) => ({
          ...clip,
          supplies: { vocal: false, harmonic: role === 'harmonic', percussion: role === 'percussion' },
        })),
    )
    .filter((parts) => parts.length > 0);
