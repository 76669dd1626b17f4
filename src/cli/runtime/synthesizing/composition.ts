import { basename, dirname, extname, join } from 'node:path';
import { splitOf, type Split } from '../../../domain/learning/split.js';

/** A score, and what it is called. */
export interface Composition {
  readonly path: string;
  readonly title: string;
  /** Folder and title: all windows of one composition belong together. */
  readonly composition: string;
  readonly split: Split;
}

export function compositionOf(path: string): Composition {
  const title = basename(path, extname(path));
  const composition = `${basename(dirname(path))}/${title}`;
  return { path, title, composition, split: splitOf(composition) };
}

/** Where a window that begins at `place` goes; versions after the first say so. */
export function windowFolder(
  { composition }: Composition,
  { out, place, version }: { readonly out: string; readonly place: number; readonly version: number },
): string {
  const suffix = version === 0 ? '' : `_v${version + 1}`;
  return join(out, `${composition.replace(/[^\w-]+/g, '_')}_${place}${suffix}`);
}
