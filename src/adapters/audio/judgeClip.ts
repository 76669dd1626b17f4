import type { RegionAnalysis } from '../../audio/regions/analyzeRegion.js';
import type { Unit } from '../../audio/regions/cutUnit.js';
import type { Role } from '../../domain/role.js';
import type { Confidence, Decibels, Lufs } from '../../domain/units.js';
import type { AnalyzedFacts } from '../../ports/analyzer.js';

/**
 * Below these the beats, the bars or the key are more often wrong than a mashup can bear. Measured on 55 excerpts of the CC0 songs (docs/benchmarks.md):
 * the surest wrong beats have 0.39, right ones 0.84 in the median. Bars wrong by a beat still fall on the beat, so less is asked of them: half of the right
 * bars of real songs lie below 0.4.
 */
const leastConfidence: Readonly<Record<'beats' | 'bars' | 'key', Confidence>> = {
  beats: 0.4,
  bars: 0.25,
  key: 0.15,
};

/** A part that lies further below the whole does not count as sounding; separation leaves that much of the others in it. */
const leastLevel: Readonly<Record<Role, Decibels>> = { vocal: -24, harmonic: -30, percussion: -30 };

/** Share of the unit in which a voice must sound to be a seed. */
const leastVoice = 0.2;

/** Which parts a clip can supply: those that sound and are not excluded by hand. */
export function suppliesOf(
  loudness: Readonly<Record<Role, Lufs | null>>,
  mix: Lufs | null,
  {
    vocalActivity,
    exclude = [],
  }: { readonly vocalActivity: number; readonly exclude?: readonly Role[] | undefined },
): Record<Role, boolean> {
  const sounds = (role: Role): boolean =>
    !exclude.includes(role) && mix !== null && (loudness[role] ?? -Infinity) >= mix + leastLevel[role];
  return {
    vocal: sounds('vocal') && vocalActivity >= leastVoice,
    harmonic: sounds('harmonic'),
    percussion: sounds('percussion'),
  };
}

/** May a clip with these doubts be used for matching? A key that is not sure is looked at by those who go by keys: a search goes by what sounds. */
export const isTrusted = (doubts: AnalyzedFacts['doubts']): boolean =>
  doubts.every((doubt) => doubt === 'weak-key');

/** Why a clip should not be used for matching, or not by its key; none: it can be trusted in everything. */
export function doubtsOf(analysis: RegionAnalysis, unit: Unit | undefined): AnalyzedFacts['doubts'] {
  const { beatConfidence, downbeatConfidence, keyConfidence, grid } = analysis;
  const weakBeats = beatConfidence < leastConfidence.beats || downbeatConfidence < leastConfidence.bars;
  return [
    ...(weakBeats ? (['weak-beats'] as const) : []),
    ...(keyConfidence < leastConfidence.key ? (['weak-key'] as const) : []),
    ...(grid.meter === null ? (['unknown-meter'] as const) : []),
    ...(grid.meter !== null && unit === undefined ? (['short'] as const) : []),
  ];
}
