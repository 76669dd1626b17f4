import type { Grid } from '../../domain/music/grid.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Tonality } from '../../domain/music/tonality.js';
import type { Confidence, Seconds } from '../../domain/units.js';
import { keyVote } from '../key/keyVote.js';
import { songKey } from '../key/songKey.js';
import { analyzeRhythm } from '../rhythm/analyzeRhythm.js';
import type { GivenAnalysis } from './givenAnalysis.js';
import type { MonoStems } from './monoStems.js';
import { onsetAttack } from '../onsets/onsetAttack.js';
import { onsetChannels } from '../onsets/onsetChannels.js';
import { sumOfStems } from './sumOfStems.js';
import { sungFrames } from '../voice/sungFrames.js';
import { sungPhrases } from '../voice/sungPhrases.js';
import { sungStretches } from '../voice/sungStretches.js';
import { vocalActivity } from '../voice/vocalActivity.js';
import { voiceBreaks } from '../voice/voiceBreaks.js';
import type { VocalFrames } from '../voice/vocalFrames.js';

export type { GivenAnalysis } from './givenAnalysis.js';
export type { MonoStems } from './monoStems.js';

export interface RegionAnalysis extends Tonality {
  /** The whole region. */
  readonly grid: Grid;
  /** The same as grid.confidence. */
  readonly beatConfidence: Confidence;
  readonly downbeatConfidence: Confidence;
  /** Share of each beat interval in which the lead voice sings, [grid.beats.length − 1]. */
  readonly vocalActivity: Float32Array;
  /** Where it sings; undefined without a vocals stem. */
  readonly sung: VocalFrames | undefined;
  /** The same as stretches of time, with the notes held at their ends. */
  readonly phrases: readonly Stretch[];
  /** Of the region, seconds. */
  readonly duration: Seconds;
}

const energy = (signal: Float32Array): number => signal.reduce((sum, x) => sum + x * x, 0);

/** The drums time the beats best, where they sound. */
const sharpest = (stems: MonoStems, mix: Float32Array): Float32Array =>
  stems.drums && energy(stems.drums) > 0.02 * energy(mix) ? stems.drums : mix;

/**
 * Tempo, beats, bars and vocal activity of one region from its stems; what is given wins and has confidence 1. Key and tuning are those of the whole
 * song; left out, what this region says of them.
 */
export function analyzeRegion(
  stems: MonoStems,
  given: GivenAnalysis = {},
  tonality: Tonality = songKey([keyVote(stems, stems.sampleRate)], given.key),
): RegionAnalysis {
  const mix = sumOfStems(stems);
  const sharp = onsetAttack(sharpest(stems, mix), stems.sampleRate);
  const rhythm = analyzeRhythm(onsetChannels(stems), sharp, given);
  const { bpm, meter, beats, downbeats, beatConfidence, downbeatConfidence } = rhythm;
  const sung = sungIn(stems);
  return {
    grid: { bpm, meter, beats: [...beats], downbeats: [...downbeats], confidence: beatConfidence },
    ...tonality,
    beatConfidence,
    downbeatConfidence,
    vocalActivity: sung
      ? vocalActivity(sung, beats, stems.sampleRate)
      : new Float32Array(Math.max(0, beats.length - 1)),
    sung,
    phrases: phrasesOf(stems, sung),
    duration: mix.length / stems.sampleRate,
  };
}

function phrasesOf({ vocals, sampleRate }: MonoStems, sung: VocalFrames | undefined): readonly Stretch[] {
  if (!vocals || !sung) return [];
  const stretches = sungStretches(sung, sampleRate);
  return sungPhrases(stretches, voiceBreaks(vocals, sampleRate), vocals.length / sampleRate);
}

function sungIn({ vocals, ...others }: MonoStems): VocalFrames | undefined {
  const rest = sumOfStems(others);
  return vocals && sungFrames({ vocals, rest: rest.length > 0 ? rest : undefined }, others.sampleRate);
}
