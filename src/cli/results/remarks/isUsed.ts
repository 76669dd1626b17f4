import type { Clip } from '../../../domain/clip.js';

/** Does a clip take part in matching: trusted, or doubtful and asked for, as far as its bars are known? */
export const isUsed = ({ trusted, grid }: Clip, useDoubtful: boolean): boolean =>
  trusted || (useDoubtful && grid.meter !== null);
