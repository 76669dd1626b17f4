import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { readMidi } from '../../../adapters/midi/readMidi.js';
import type { Score } from '../../../domain/music/score.js';
import { splitOf } from '../../../domain/learning/split.js';
import { PipelineError } from '../../../errors.js';
import { scoreWindows } from '../../../synthesis/scoreWindows.js';
import { isMade, synthesizeWindow, type NamedWindow, type SynthesisTools } from './synthesizeWindow.js';

export interface SynthesisRun extends SynthesisTools {
  /** Where a folder for each window goes. */
  readonly out: string;
  /** Most windows of a composition. */
  readonly windows: number;
  readonly licence: string;
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
  scores: readonly string[],
  run: SynthesisRun,
  signal?: AbortSignal,
): Promise<void> {
  for (const path of scores) {
    let [made, there] = [0, 0];
    try {
      for (const named of windowsOf(path, readMidi(await readFile(path), path), run)) {
        signal?.throwIfAborted();
        if (await isMade(named.folder)) there += 1;
        else {
          await synthesizeWindow(run, named, signal);
          made += 1;
        }
      }
      run.onScore({ path, made, there });
    } catch (thrown) {
      if (signal?.aborted) throw thrown;
      const error = PipelineError.from(thrown);
      if (error.code === 'missing-program' || error.code === 'disk-full') throw error;
      run.onScore({ path, made, there, error });
    }
  }
}

function windowsOf(
  path: string,
  score: Score,
  { out, windows, licence }: SynthesisRun,
): readonly NamedWindow[] {
  const title = basename(path, extname(path));
  const composition = `${basename(dirname(path))}/${title}`;
  return scoreWindows(score)
    .slice(0, windows)
    .map((window) => ({
      ...{ score, window, composition, licence, split: splitOf(composition) },
      title: `${title} (bar ${window.firstBar + 1})`,
      folder: join(out, `${composition.replace(/[^\w-]+/g, '_')}_${window.firstBar}`),
    }));
}
