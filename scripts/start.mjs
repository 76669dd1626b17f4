// npm start [-- folder …] [options of `mashstream run`]: sets up what is missing, then runs the main job. Without a folder: the demo.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setup } from './setup.mjs';

const problem = setup();
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  // In this very process: signals and exit codes need no passing on.
  const main = fileURLToPath(new URL('../dist/src/main.js', import.meta.url));
  process.argv = [process.execPath, main, 'run', ...process.argv.slice(2)];
  await import(pathToFileURL(main).href);
}
