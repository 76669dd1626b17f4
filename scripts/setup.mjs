// Sets up what is missing: npm packages, ffmpeg and rubberband, the build. `npm start` and `npm test` do it by themselves.
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './lib/ensureBuilt.mjs';
import { ensurePackages } from './lib/ensurePackages.mjs';
import { ensurePrograms } from './lib/ensurePrograms.mjs';
import { nodeProblem } from './lib/nodeProblem.mjs';

/** The first thing that stands in the way, or undefined. */
export function setup() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  return nodeProblem(process.versions.node) ?? ensurePackages(root) ?? ensurePrograms() ?? ensureBuilt(root);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problem = setup();
  console.error(problem ?? 'Everything is there.');
  process.exitCode = problem ? 1 : 0;
}
