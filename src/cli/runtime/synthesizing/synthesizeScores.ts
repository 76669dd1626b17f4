import { randomFrom } from '../../../domain/random.js';
import { PipelineError } from '../../../errors.js';
import type { Composition } from './composition.js';
import type { PlannedWindow } from './plannedWindow.js';
import type { Planning } from './planning.js';
import { planScore } from './planScore.js';
import { isMade, synthesizeWindow, type SynthesisTools } from './synthesizeWindow.js';

export interface SynthesisRun extends SynthesisTools, Omit<Planning, 'version'> {
  /** How often each window is made, by other singers, players and rooms. */
  readonly versions: number;
  /** Most compositions that have windows, drawn by the seed; left out: all, in their order. */
  readonly limit?: number;
  /** Told of each score when all of it has been made. */
  readonly onScore: (done: ScoreDone) => void;
}

export interface ScoreDone {
  readonly path: string;
  readonly made: number;
  /** Made by a run before. */
  readonly there: number;
  readonly error?: PipelineError;
}

/** Plays the windows of all scores; one that cannot be read or played is told of, and the rest are made. */
export async function synthesizeScores(
  scores: readonly Composition[],
  run: SynthesisRun,
  signal?: AbortSignal,
): Promise<void> {
  let left = run.limit ?? Infinity;
  for (const score of run.limit === undefined ? scores : shuffled(scores, run.seed)) {
    if (left <= 0) return;
    const done = await synthesizeScore(score, run, signal);
    if (done.made + done.there > 0) left -= 1;
    run.onScore(done);
  }
}

/** In an order that the seed alone makes, whatever other scores there are. */
function shuffled(scores: readonly Composition[], seed: string): readonly Composition[] {
  const placed = scores.map((score) => ({
    score,
    place: randomFrom(seed, 'limit', score.composition).next(),
  }));
  return placed.toSorted((a, b) => a.place - b.place).map(({ score }) => score);
}

async function synthesizeScore(
  score: Composition,
  run: SynthesisRun,
  signal?: AbortSignal,
): Promise<ScoreDone> {
  const { path } = score;
  let [made, there] = [0, 0];
  try {
    for (const window of await plannedOf(score, run)) {
      signal?.throwIfAborted();
      if (await isMade(window.folder)) there += 1;
      else {
        await synthesizeWindow(run, window, signal);
        made += 1;
      }
    }
    return { path, made, there };
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    const error = PipelineError.from(thrown);
    if (error.code === 'missing-program' || error.code === 'disk-full') throw error;
    return { path, made, there, error };
  }
}

async function plannedOf(score: Composition, run: SynthesisRun): Promise<readonly PlannedWindow[]> {
  const windows: PlannedWindow[] = [];
  for (let version = 0; version < run.versions; version += 1)
    windows.push(...(await planScore(score, { ...run, version })));
  return windows;
}
