import type { Model } from '../../domain/learning/model.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { Log } from '../../ports/log.js';
import type { Models } from '../../ports/models.js';
import type { Teacher } from '../../ports/teacher.js';
import type { Trainings } from '../../ports/trainings.js';
import type { Milliseconds } from '../../domain/units.js';
import type { StageOptions } from '../stream/stage.js';

/** What the stages of the retraining topologies share. */
export interface RetrainOptions extends StageOptions {
  /** The model that is taught further. */
  readonly modelName: string;
  readonly catalogue: Pick<Catalogue, 'getClips' | 'getTrack'>;
  readonly log: Pick<Log, 'readTable' | 'end'>;
  readonly models: Models;
  readonly teacher: Teacher;
  readonly trainings: Trainings;
  /** So many new training samples are worth a training … */
  readonly enoughSamples: number;
  /** … and any, so long after the last training. */
  readonly interval: Milliseconds;
  /** Songs to test on that there must be. */
  readonly heldOut: number;
  /** Told what becomes of requests. */
  readonly told: RetrainObserver;
}

/** Who looks on. */
export interface RetrainObserver {
  /** What a user may want to know. */
  note(text: string): void;
  /** Samples that no version was taught by. */
  waiting(samples: number): void;
  /** A version was taught: how it does beside the one that it was taught from, if there was one. */
  taught(at: Milliseconds, figures: Model['figures']): void;
}
