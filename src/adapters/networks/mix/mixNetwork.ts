import type { Role } from '../../../domain/role.js';
import type { Seconds, Semitones } from '../../../domain/units.js';
import type { NetworkReport } from '../../../ports/executionProvider.js';

/**
 * What a network has heard of a stem at one shift: PreMixNet its projection [frames / 4, 256 · width], in the precision of its files; PostMixNet the spectrograms as bytes
 * [frames, 128, channels], since it hears the mix alone.
 */
export type HeardStem = Float32Array | Uint16Array | Uint8Array;

/** A stem on a grid of beats, at some shifts. */
export interface HearRequest {
  /** Of the stem's sound. */
  readonly name: string;
  readonly role: Role;
  /** From the start of the files; 16 frames between two of them. */
  readonly beats: readonly Seconds[];
  readonly shifts: readonly Semitones[];
}

/** Heard stems of one length. */
export interface HeardParts {
  readonly vocal: HeardStem;
  readonly harmonics: readonly HeardStem[];
  readonly percussions: readonly HeardStem[];
}

/** Lends the WAV files whose sum a stem is. */
export type LendFiles = <T>(use: (wavs: readonly string[]) => Promise<T>) => Promise<T>;

/** PreMixNet or PostMixNet. */
export interface MixNetwork {
  /** Loads and checks it. Errors: `unreadable`, `child-died`. */
  open(): Promise<NetworkReport>;
  /** In the order of the shifts; files are asked for where the sound is not at hand. */
  hear(request: HearRequest, lend: LendFiles): Promise<readonly HeardStem[]>;
  /** Log-odds of *good*, [harmonics · percussions], the percussion changing first. */
  judge(parts: HeardParts): Promise<Float32Array>;
  close(): Promise<void>;
}
