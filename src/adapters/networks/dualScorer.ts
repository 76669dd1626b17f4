import { relativeMajor } from '../../domain/music/key.js';
import type { Clip } from '../../domain/clip.js';
import type { Semitones } from '../../domain/units.js';
import { dualFit } from '../../model/dual/dualFit.js';
import { encodingSize } from '../../model/networks/dualNet.js';
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
  readonly open: NonNullable<Scorer['open']>;
  readonly close: () => Promise<void>;
}

/** DualNet hears voice and harmony, moved together so that the tonic of the voice's relative major lies at C; the rule hears the same and the drums. */
export function dualScorer(options: DualScorerOptions): Scorer {
  const { name, version, stems, encodings, rule, weight } = options;
  /** By which a song is moved so that the tonic of a voice lies at C. */
  const toC = (seed: Clip): Semitones => shiftToC(relativeMajor(seed.key));
  const encodedVoice = async (seed: Clip): Promise<Float32Array> =>
    encodings.of('vocal', (await stems.rows(seed, 'vocal', seed)).rows, toC(seed));
  /** How well harmonies go with a voice; a clip comes several times in a row, once a shift. */
  const heard = async (seed: Clip, parts: readonly ShiftedPart[]): Promise<readonly number[]> => {
    if (parts.length === 0) return [];
    const [voice, home] = [await encodedVoice(seed), toC(seed)];
    const clips = [...new Set(parts.map(({ clip }) => clip))];
    const all = await Promise.all(clips.map((clip) => stems.rows(clip, 'harmonic', seed)));
    const rows = new Map(clips.map((clip, i) => [clip, all[i].rows]));
    const encoded = await Promise.all(
      parts.map(({ clip, shift }) => encodings.of('harmonic', rows.get(clip) ?? all[0].rows, home + shift)),
    );
    return encoded.map((harmony) => dualFit(voice, harmony, encodingSize));
  };
  return {
    ...{ name, version: `${version}+${rule.name}${rule.version}`, features: rule.features },
    prepare: (wanted) => rule.prepare(wanted),
    async preScore(pairs) {
      const scores = [...(await rule.preScore(pairs))];
      const harmonic = pairs.flatMap((pair, at) => (pair.role === 'harmonic' ? [{ ...pair, at }] : []));
      for (const seed of new Set(harmonic.map((pair) => pair.seed))) {
        const own = harmonic.filter((pair) => pair.seed === seed);
        (await heard(seed, own)).forEach((fit, i) => (scores[own[i].at] += weight * fit));
      }
      return scores;
    },
    async score(seed, harmonics, percussions) {
      const byRule = await rule.score(seed, harmonics, percussions);
      const byEar = await heard(seed, harmonics);
      return byRule.map((row, h) =>
        row.map(({ score, axes }): Score => ({
          score: score + weight * byEar[h],
          axes: { ...axes, network: byEar[h] },
        })),
      );
    },
    open: options.open,
    close: options.close,
  };
}
