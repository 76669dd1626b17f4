import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../scripts/lib/ensureBuilt.mjs';

/** vitest's global set-up of the end-to-end tests: they run the compiled program, which must be that of the sources. */
export function setup(): void {
  const problem = ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));
  if (problem !== undefined) throw new Error(problem);
}
