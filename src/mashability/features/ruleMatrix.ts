import type { NpyArray } from '../../audio/files/npy.js';
import { PipelineError } from '../../errors.js';
import type { RuleFeatures } from './ruleFeatures.js';

/** Columns of a beat's row, in this order. */
const widths = { chroma: 12, onsets: 24, bands: 3 } as const;
const width = widths.chroma + widths.onsets + widths.bands;

/**
 * A role's rule features as one matrix [beats, 39], so that they are read in one go: a row a beat, first 12 of chroma, then 12 × 2 of
 * onsets, then 3 of bands.
 */
export function ruleMatrix({ beats, ...features }: RuleFeatures): NpyArray {
  const data = new Float32Array(beats * width);
  for (let n = 0; n < beats; n++) {
    let at = n * width;
    for (const name of ['chroma', 'onsets', 'bands'] as const) {
      data.set(features[name].subarray(n * widths[name], (n + 1) * widths[name]), at);
      at += widths[name];
    }
  }
  return { data, shape: [beats, width] };
}

/** The features of such a matrix. Error: `corrupt-blob` where it has another shape. */
export function featuresOfMatrix({ data, shape }: NpyArray): RuleFeatures {
  if (shape.length !== 2 || shape[1] !== width)
    throw new PipelineError(
      'corrupt-blob',
      `Reading rule features: they have ${shape.join(' × ')} numbers instead of ${width} a beat. Remove the clip's track and publish it again.`,
    );
  const beats = shape[0];
  const columns = (from: number, count: number): Float32Array => {
    const out = new Float32Array(beats * count);
    for (let n = 0; n < beats; n++)
      for (let i = 0; i < count; i++) out[n * count + i] = data[n * width + from + i];
    return out;
  };
  return {
    beats,
    chroma: columns(0, widths.chroma),
    onsets: columns(widths.chroma, widths.onsets),
    bands: columns(widths.chroma + widths.onsets, widths.bands),
  };
}
