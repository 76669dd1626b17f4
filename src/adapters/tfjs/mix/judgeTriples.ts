import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Role } from '../../../domain/role.js';
import { melBands } from '../../../model/networks/mixBlocks.js';
import { stemProjection } from '../../../model/networks/preMixNet.js';
import type { MixTriple } from '../../../model/training/mixTriples.js';
import type { Tfjs } from '../loadTfjs.js';
import { tensorLayers } from '../tensorLayers.js';
import type { TensorWeights } from '../tensorWeights.js';
import { combinedLogits, mixLogits, type MixLogitsOptions, type PartsOf } from './mixLogits.js';
import { marginOf } from './mixLoss.js';

/** Parts as log-mel (or what else is heard), [parts, frames, 128, channels] each, and triples of them. */
export interface JudgedTriples {
  readonly frames: number;
  readonly channels: number;
  readonly parts: PartsOf<Float32Array>;
  readonly triples: readonly MixTriple[];
}

interface Judging extends JudgedTriples {
  readonly tf: Tfjs;
  readonly weights: TensorWeights;
  readonly options: MixLogitsOptions;
}

/** Spectrograms, and triples of projections, that are looked at together: an engine keeps all that it computes on the way. */
const [together, headsTogether] = [8, 256];

/** How much more the logit of good is than that of bad, of each triple, as after training. */
export function judgeTriples(
  tf: Tfjs,
  weights: TensorWeights,
  judged: JudgedTriples,
  options: MixLogitsOptions,
): Float32Array {
  const judging = { ...judged, tf, weights, options };
  return options.network === 'premixnet' ? judgedParts(judging) : judgedMixes(judging);
}

/** Calls `of` for pieces of at most so many. */
const inPieces = <T>(count: number, most: number, of: (first: number, end: number) => T): readonly T[] =>
  Array.from({ length: Math.ceil(count / most) }, (_, piece) =>
    of(piece * most, Math.min(count, (piece + 1) * most)),
  );

/** By PreMixNet: each part is heard once. */
function judgedParts({ tf, weights, frames, channels, parts, triples, options }: Judging): Float32Array {
  const layers = tensorLayers(tf, weights);
  const size = frames * melBands * channels;
  const projections = (role: Role): Tensor4D => {
    const found = inPieces(parts[role].length / size, together, (first, end) =>
      tf.tidy(() => {
        const values = parts[role].subarray(first * size, end * size);
        const mel = tf.tensor4d(values, [end - first, frames, melBands, channels]);
        return stemProjection(layers, mel, role, options);
      }),
    );
    const all = tf.concat([...found]);
    tf.dispose([...found]);
    return all;
  };
  const heard = {
    ...{ vocal: projections('vocal'), harmonic: projections('harmonic') },
    percussion: projections('percussion'),
  };
  const out = margins(tf, triples, headsTogether, (some) =>
    marginOf(tf, combinedLogits(tf, layers, { parts: heard, triples: some }, options)),
  );
  tf.dispose(Object.values(heard));
  return out;
}

/** By PostMixNet: each triple is a downmix of its own. */
function judgedMixes({ tf, weights, frames, channels, parts, triples, options }: Judging): Float32Array {
  const layers = tensorLayers(tf, weights);
  const size = frames * melBands * channels;
  return margins(tf, triples, together, (some) => {
    const of = (role: Role): Tensor4D => {
      const values = new Float32Array(some.length * size);
      for (const [place, triple] of some.entries())
        values.set(parts[role].subarray(triple[role] * size, (triple[role] + 1) * size), place * size);
      return tf.tensor4d(values, [some.length, frames, melBands, channels]);
    };
    const own = some.map((_, place) => ({ vocal: place, harmonic: place, percussion: place }));
    const heard = { vocal: of('vocal'), harmonic: of('harmonic'), percussion: of('percussion') };
    return marginOf(tf, mixLogits(tf, layers, { parts: heard, triples: own }, options));
  });
}

function margins(
  tf: Tfjs,
  triples: readonly MixTriple[],
  most: number,
  of: (some: readonly MixTriple[]) => Tensor1D,
): Float32Array {
  const out = new Float32Array(triples.length);
  inPieces(triples.length, most, (first, end) => {
    const found = tf.tidy(() => of(triples.slice(first, end)));
    out.set(found.dataSync(), first);
    found.dispose();
  });
  return out;
}
