import { statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../../../config.js';
import { PipelineError } from '../../../errors.js';

/** A `disk-full` error says which folders are written to, and how much is free there; any other is left as it is. */
export function sayWhatIsFull(error: unknown, { data, out }: Pick<Config, 'data' | 'out'>): unknown {
  if (!(error instanceof PipelineError) || error.code !== 'disk-full') return error;
  const places = [`the data folder ${data} (${free(data)})`, `the results in ${out} (${free(out)})`];
  return new PipelineError('disk-full', `${error.message} Written to are ${places.join(' and ')}.`, {
    cause: error,
    context: error.context,
  });
}

/** Of the nearest folder that exists. */
function free(path: string): string {
  const folder = resolve(path);
  try {
    const { bavail, bsize } = statfsSync(folder);
    return `${Math.floor((bavail * bsize) / 1e6)} MB free`;
  } catch {
    return folder === dirname(folder) ? 'free space unknown' : free(dirname(folder));
  }
}
