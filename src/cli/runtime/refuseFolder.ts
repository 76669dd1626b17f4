import { PipelineError } from '../../errors.js';
import { checkFolder } from '../check/checkFolder.js';

/** Error `bad-config` where results cannot be written to `out`: told before the work, not after hours of it. */
export function refuseFolder(out: string): void {
  const { well, text } = checkFolder('out', out);
  if (!well) throw new PipelineError('bad-config', `The folder for results, ${text}`);
}
