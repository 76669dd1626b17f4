import { inputChannels } from '../../../domain/learning/mixInputs.js';
import type { MixInput } from '../../../domain/learning/mixTraining.js';
import { melStep, rowSize } from '../../../model/training/mixClip.js';
import { melBands } from '../../../model/networks/mixBlocks.js';
import { PipelineError } from '../../../errors.js';
import type { HeardParts, HeardStem } from '../../networks/mix/mixNetwork.js';
import type { NetworkSession } from '../network/networkSession.js';
import type { NetworkValue } from '../network/sessionValues.js';
import { logOdds } from './logOdds.js';

/** Candidates of a call: all of them are in memory at once. */
const together = 64;

/** Projections of spectrograms (bytes), one call each: at width 1 a call takes a gigabyte. */
export async function projected(
  session: NetworkSession,
  spectrograms: readonly Uint8Array[],
  input: MixInput,
): Promise<readonly HeardStem[]> {
  const heard: HeardStem[] = [];
  for (const bytes of spectrograms) {
    const values = Float32Array.from(bytes, (byte) => byte * melStep);
    const shape = [1, bytes.length / rowSize(input), melBands, inputChannels(input)];
    const { projection } = await session.run({ mel: { shape, values } });
    heard.push(projection.values);
  }
  return heard;
}

export interface ProjectionHead {
  readonly session: NetworkSession;
  /** Numbers of each row of a projection. */
  readonly channels: number;
}

/** Log-odds of all combinations of projections, by PreMixNet's head. */
export async function judgeProjections(
  { session, channels }: ProjectionHead,
  { vocal, harmonics, percussions }: HeardParts,
): Promise<Float32Array> {
  const perCall = Math.max(1, Math.floor(together / percussions.length));
  const found = new Float32Array(harmonics.length * percussions.length);
  for (let at = 0; at < harmonics.length; at += perCall) {
    const { posteriors } = await session.run({
      vocal: stacked(channels, [vocal]),
      harmonic: stacked(channels, harmonics.slice(at, at + perCall)),
      percussion: stacked(channels, percussions),
    });
    found.set(logOdds(posteriors), at * percussions.length);
  }
  return found;
}

function stacked(channels: number, stems: readonly HeardStem[]): NetworkValue {
  const [{ length }] = stems;
  const shape = [stems.length, length / channels, 1, channels];
  return { shape, values: joined(stems, length) };
}

function joined(stems: readonly HeardStem[], length: number): Float32Array | Uint16Array {
  const [first] = stems;
  const values =
    first instanceof Uint16Array
      ? new Uint16Array(stems.length * length)
      : new Float32Array(stems.length * length);
  for (const [i, stem] of stems.entries()) {
    if (stem.constructor !== first.constructor || stem.length !== length)
      throw new PipelineError('internal', 'Judging parts: their projections are not of one kind and length.');
    values.set(stem, i * length);
  }
  return values;
}
