import type { BegunTraining, FailedTraining } from '../domain/learning/begunTraining.js';
import type { ModelFiles } from './models.js';

/** What names a training. */
export interface TrainingName {
  readonly name: string;
  readonly id: string;
  readonly request: string;
  readonly upTo: readonly number[];
}

/** Trainings under way, for whoever goes on with them, and those that were given up. Promises: what resolved survives kill −9. */
export interface Trainings {
  begun(name: string): Promise<BegunTraining | undefined>;
  /** Keeps checkpoints in place of those before. */
  keep(training: TrainingName, checkpoints: ModelFiles): Promise<void>;
  /** Its checkpoints; none where one of them is damaged or gone: it begins anew then. */
  checkpoints(training: BegunTraining): Promise<ModelFiles>;
  /** Nobody will go on with the training of that name. */
  forget(name: string): Promise<void>;
  giveUp(name: string, failed: FailedTraining['failed']): Promise<void>;
  /** When one of that name was given up last. */
  failed(name: string): Promise<FailedTraining['failed'] | undefined>;
}
