import { inputChannels } from '../../domain/learning/mixInputs.js';
import type { MixInput } from '../../domain/learning/mixTraining.js';
import type { Split } from '../../domain/learning/split.js';
import type { Role } from '../../domain/role.js';
import { melBands } from '../networks/mixBlocks.js';

/** A clip as the paper's networks hear it: log-mel (design §5) of its stems on its own beat grid, as bytes, at every shift by which a song may be moved. */
export interface MixClip {
  readonly clipId: string;
  /** Clips of one song (composition) are no wrong answers to each other. */
  readonly song: string;
  readonly split: Split;
  /** Pitch class of the relative major's tonic. */
  readonly relativeMajor: number;
  readonly bpm: number;
  /** [frames, 128] each; a byte is `melStep` of log10(1 + 1e4 E). By shift −3…+3. */
  readonly vocal: ReadonlyMap<number, Uint8Array>;
  readonly harmonic: ReadonlyMap<number, Uint8Array>;
  readonly percussion: Uint8Array;
  /** What the above are where they are no mel (see heardClip): of `both` each number of mel is followed by that of semitones. */
  readonly input?: MixInput;
  /** Half semitones of its stems (halfSemitoneEnergies), [frames, 140] each, pressed into bytes as mel is; examples of earlier versions have none. */
  readonly semitones?: Readonly<Record<Role, Uint8Array>>;
}
export const melStep = 0.025;

/** Numbers of a frame. */
export const rowSize = (input?: MixInput): number => melBands * inputChannels(input);

export const framesOf = ({ percussion, input }: Pick<MixClip, 'percussion' | 'input'>): number =>
  percussion.length / rowSize(input);
