import type { Clip } from '../domain/clip.js';
import type { Model } from '../domain/learning/model.js';
import type { PublishedModel } from '../domain/learning/publishedModel.js';
import type { Split } from '../domain/learning/split.js';
import type { PairScores } from './trainer.js';
import type { ModelFiles } from './models.js';
import type { TrainingName } from './trainings.js';

/** Clips of one song, each with a voice and a harmony of its own. */
export interface TaughtSong {
  readonly composition: string;
  readonly split: Split;
  readonly clips: readonly Clip[];
}

/** What a model is to be taught. */
export interface Lesson extends Omit<TrainingName, 'id'> {
  readonly songs: readonly TaughtSong[];
  /** Left out: it begins with nothing. */
  readonly parent?: PublishedModel | undefined;
}

/** A model that was taught, not yet published. */
export interface TaughtModel extends Pick<
  Model,
  'name' | 'kind' | 'inputs' | 'weights' | 'figures' | 'calibration'
> {
  readonly files: ModelFiles;
  readonly training: Pick<Model['training'], 'seed' | 'steps' | 'engine'>;
  /** Music besides the songs, so that nothing is forgotten. */
  readonly data: Model['data'];
  /** On the songs to test on: the parent's, and its own. */
  readonly before: PairScores | undefined;
  readonly after: PairScores;
}

export interface TeachOptions {
  /** False: it is to stop in good order. */
  readonly goesOn: () => boolean;
  /** fraction: 0 … 1 */
  readonly progress: (fraction: number) => void;
}

/** Teaches networks further, aside: it may take hours. Errors: those of a trainer; `refused-input` where there are too few songs. */
export interface Teacher {
  /** Resolves to undefined when it was stopped in good order: whoever takes the same lesson again goes on from there. */
  teach(lesson: Lesson, options: TeachOptions): Promise<TaughtModel | undefined>;
}
