import type { Role } from '../domain/role.js';
import type { BarLines, Edges } from '../domain/music/edges.js';
import type { Stretch } from '../domain/music/stretch.js';
import type { Decibels, Lufs } from '../domain/units.js';

export interface MixJob {
  /** Sample-aligned WAV files of equal length. */
  readonly parts: Readonly<Partial<Record<Role, string>>>;
  /** Parts that are left out of the mix; their stems are still written. */
  readonly muted: readonly Role[];
  /** When the voice of the vocal part sings; left out: it is listened for. */
  readonly sung?: readonly Stretch[] | undefined;
  /** When each part comes in and goes out; left out: it sounds from its first sample to its last. */
  readonly edges?: Readonly<Partial<Record<Role, Edges>>>;
  /** The others give way to the voice. */
  readonly ducked: boolean;
  readonly mix: string;
  readonly stems: Readonly<Partial<Record<Role, string>>>;
}

export interface MixReport {
  readonly loudness: Lufs;
  readonly truePeak: Decibels;
  /** Deepest gain reduction of the limiter. */
  readonly limited: Decibels;
  /** True when the target loudness would have needed more limiting than allowed. */
  readonly quieter: boolean;
  readonly gains: Readonly<Partial<Record<Role, Decibels>>>;
}

export interface EdgesJob {
  /** WAV file of a voice. */
  readonly voice: string;
  /** When it sings, seconds of the file; left out: it is listened for. */
  readonly sung?: readonly Stretch[] | undefined;
  /** The bars that are used of it. */
  readonly lines: BarLines;
}

/** Balances parts, makes room for the voice, and mixes them: −14 LUFS, true peak ≤ −1 dBTP, at most 3 dB of limiting, no clicks at the edges. */
export interface Mixer {
  /** How a voice comes in and goes out around its bars so that no word is cut: at most a bar besides them, seconds of its file. */
  edges(job: EdgesJob, signal?: AbortSignal): Promise<Edges>;
  mix(job: MixJob, signal?: AbortSignal): Promise<MixReport>;
}
