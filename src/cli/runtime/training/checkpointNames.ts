/** Checkpoints in the folder of a training: the newest, and the one that did best on the validation compositions. */
export const checkpointNames = { last: 'last.safetensors', best: 'best.safetensors' } as const;
