import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trainings, TrainingName } from '../../../ports/trainings.js';
import { checkpointFiles } from '../training/checkpointNames.js';

/** Puts the checkpoints of a training that was begun before into a folder; of one that was not, it is noted that it begins. */
export async function fetchCheckpoints(
  trainings: Trainings,
  training: TrainingName,
  folder: string,
): Promise<void> {
  const begun = await trainings.begun(training.name);
  if (begun?.id !== training.id) return trainings.keep(training, new Map());
  for (const [name, bytes] of await trainings.checkpoints(begun)) await writeFile(join(folder, name), bytes);
}

/** Keeps what lies in the folder of it. */
export async function keepCheckpoints(
  trainings: Trainings,
  training: TrainingName,
  folder: string,
): Promise<void> {
  const files = new Map<string, Uint8Array>();
  for (const name of checkpointFiles) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (bytes) files.set(name, bytes);
  }
  await trainings.keep(training, files);
}
