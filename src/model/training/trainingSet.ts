import type { Split } from '../../domain/learning/split.js';

/** What is known of a window of music. */
export interface WindowFacts {
  readonly composition: string;
  readonly split: Split;
  /** Pitch class of the relative major's tonic. */
  readonly relativeMajor: number;
}

/** A window as it was heard once: a voice and what is played to it. */
export interface TrainingWindow extends WindowFacts {
  /** [4 · beats, 61] each, as bytes (rowBytes). */
  readonly vocal: Uint8Array;
  readonly harmonic: Uint8Array;
}

/** Windows of some compositions, by composition. */
export type Compositions = readonly (readonly TrainingWindow[])[];

/** The windows of one part of the music; `version`s of one window are windows of their own. */
export function compositionsOf(windows: readonly TrainingWindow[], split: Split): Compositions {
  const byName = new Map<string, TrainingWindow[]>();
  for (const window of windows) {
    if (window.split !== split) continue;
    const known = byName.get(window.composition);
    if (known) known.push(window);
    else byName.set(window.composition, [window]);
  }
  return [...byName.values()];
}
