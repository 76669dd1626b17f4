import { relativeMajor } from '../../domain/music/key.js';
import type { Clip } from '../../domain/clip.js';
import { dualFit } from '../../model/dual/dualFit.js';
import { encodingSize, type EncodedRole } from '../../model/networks/dualNet.js';
import { shiftToC } from '../../model/dual/placedRows.js';
import type { Score, Scorer, ShiftedPart } from '../../ports/scorer.js';
import type { FeatureStore } from '../features/featureStore.js';
import type { EncodingStore } from './encodingStore.js';

export interface DualScorerOptions {
  readonly name: string;
  /** Of the model. */
  readonly version: string;
  readonly stems: FeatureStore;
  readonly encodings: EncodingStore;
  /** What judges the rest: strokes, and harmony by rule as well. */
  readonly rule: Scorer;
  /** What the network counts for beside it. */
  readonly weight: number;
  readonly close: () => Promise<void>;
}

/** DualNet hears voice and harmony, moved together so that the tonic of the voice's relative major lies at C; the rule hears the same and the drums. */
export function dualScorer(options: DualScorerOptions): Scorer {
  const { name, version, stems, encodings, rule, weight } = options;
  const encoded = async (
    role: EncodedRole,
    { clip, shift }: ShiftedPart,
    seed: Clip,
  ): Promise<Float32Array> => {
    const { rows } = await stems.rows(clip, role, seed);
    return encodings.of(role, rows, shift + shiftToC(relativeMajor(seed.key)));
  };
  const heard = async (seed: Clip, part: ShiftedPart): Promise<number> => {
    const voice = await encoded('vocal', { clip: seed, shift: 0 }, seed);
    return dualFit(voice, await encoded('harmonic', part, seed), encodingSize);
  };
  return {
    ...{ name, version: `${version}+${rule.name}${rule.version}`, features: rule.features },
    prepare: (wanted) => rule.prepare(wanted),
    async preScore(pairs) {
      const byRule = await rule.preScore(pairs);
      const byEar = await Promise.all(
        pairs.map(async (pair) => (pair.role === 'harmonic' ? heard(pair.seed, pair) : 0)),
      );
      return byRule.map((score, i) => score + weight * byEar[i]);
    },
    async score(seed, harmonics, percussions) {
      const byRule = await rule.score(seed, harmonics, percussions);
      const byEar = await Promise.all(harmonics.map((part) => heard(seed, part)));
      return byRule.map((row, h) =>
        row.map(({ score, axes }): Score => ({
          score: score + weight * byEar[h],
          axes: { ...axes, network: byEar[h] },
        })),
      );
    },
    close: options.close,
  };
}
