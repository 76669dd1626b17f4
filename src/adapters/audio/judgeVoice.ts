import type { RegionAnalysis } from '../../audio/regions/analyzeRegion.js';
import type { MonoStems } from '../../audio/regions/monoStems.js';
import { sungStretches } from '../../audio/voice/sungStretches.js';
import { voiceGain } from '../../audio/voice/voiceGain.js';
import { voiceQuality } from '../../audio/voice/voiceQuality.js';
import type { Grid } from '../../domain/music/grid.js';
import type { Voice } from '../../domain/music/voice.js';
import type { Lufs } from '../../domain/units.js';

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
const orNull = (value: number | null): number | null => value && rounded(value);

/** The voice of a clip, its share of bars that of `grid`'s; undefined without a vocals stem. `mixLoudness`: of all stems together. Numbers to the thousandth. */
export function judgeVoice(
  { vocals, drums, sampleRate }: MonoStems,
  { sung }: Pick<RegionAnalysis, 'sung'>,
  { beats, downbeats }: Grid,
  mixLoudness: Lufs,
): Voice | undefined {
  if (!vocals || !sung) return undefined;
  const bars = [...downbeats.map((beat) => beats[beat]), beats[beats.length - 1]];
  const { sungShare, leak, drumAgreement, range } = voiceQuality({ vocals, drums, sampleRate, bars }, sung);
  const stretches = sungStretches(sung, sampleRate);
  return {
    sungShare: rounded(sungShare),
    leak: orNull(leak),
    gain: orNull(voiceGain({ vocals, sampleRate, sung: stretches, mixLoudness })),
    drumAgreement: orNull(drumAgreement),
    range: range && { low: rounded(range.low), high: rounded(range.high) },
    sung: stretches.map(([from, to]) => [rounded(from), rounded(to)]),
  };
}
