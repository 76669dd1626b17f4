/** Checkpoints in the folder of a training: the newest, and the one that did best on the validation compositions. */
export const checkpointNames = { last: 'last.safetensors', best: 'best.safetensors' } as const;

/** What is known of the best. */
export const bestName = 'best.json';

/** All that a training needs to go on. */
export const checkpointFiles = [checkpointNames.last, checkpointNames.best, bestName] as const;
