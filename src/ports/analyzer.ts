import type { Clip } from '../domain/clip.js';
import type { StemName } from '../domain/role.js';
import type { KeyVote, Tonality } from '../domain/music/tonality.js';
import type { Given } from '../domain/track.js';
import type { Seconds } from '../domain/units.js';

export interface PlannedRegion {
  readonly start: Seconds;
  readonly duration: Seconds;
  /** Higher is more likely to hold a voice and a steady beat. */
  readonly merit: number;
}

export interface AnalyzeJob {
  /** WAV files (32-bit float, 44.1 kHz, stereo) of one region, equal lengths; any stem may be missing. */
  readonly stems: Readonly<Partial<Record<StemName, string>>>;
  /** Known facts, times relative to the region's audio; the first downbeat may lie outside it. */
  readonly given: Given;
  /** Of the whole song; left out, what this region says of it. */
  readonly tonality?: Tonality;
  /** An existing empty directory for the outputs. */
  readonly outputDir: string;
}

/** The analysed part of a clip. */
export type AnalyzedFacts = Pick<
  Clip,
  | 'grid'
  | 'bars'
  | 'starts'
  | 'key'
  | 'tuning'
  | 'keyConfidence'
  | 'keyAlternatives'
  | 'vocalActivity'
  | 'voice'
  | 'loudness'
  | 'supplies'
  | 'trusted'
  | 'doubts'
>;

export interface Analyzed {
  readonly facts: AnalyzedFacts;
  /** Features by name, .npy files. */
  readonly featureFiles: Readonly<Record<string, string>>;
}

/** Musical analysis, done aside so that the stream keeps flowing. A killed worker is `child-died`, retryable. */
export interface Analyzer {
  /**
   * Candidate regions of a song (WAV paths that are summed: a mix alone, or its stems), best first, not overlapping, as many as
   * there is room for; a known tempo and meter tell how long they must be. Error: `silent` when nothing sounds.
   */
  planRegions(
    files: readonly string[],
    known: Pick<Given, 'bpm' | 'meter'>,
    signal?: AbortSignal,
  ): Promise<readonly PlannedRegion[]>;
  /** What a stretch of music says of its key, from its stems or its mix (WAV paths). */
  hearKey(
    sources: Readonly<Partial<Record<StemName | 'mix', string>>>,
    signal?: AbortSignal,
  ): Promise<KeyVote>;
  /** Share of the time (0 … 1) in which the vocals stem (a WAV path) of a mix (a WAV path) holds a voice. */
  vocalShare(vocals: string, mix: string, signal?: AbortSignal): Promise<number>;
  /** Errors: `silent` when nothing sounds. */
  analyze(job: AnalyzeJob, signal?: AbortSignal): Promise<Analyzed>;
  close(): Promise<void>;
}
