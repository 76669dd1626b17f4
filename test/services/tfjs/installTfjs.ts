import { join } from 'node:path';
import { projectPath } from '../../support/projectFile.js';
import { cacheFolder } from '../cache/cacheFolder.js';
import { withLock } from '../cache/withLock.js';
import { needTool, type Tool } from '../tools/needTool.js';
import { runTool } from '../tools/runTool.js';

/** Asked for here, where one process at a time has apt: the script finds them then. */
const tools: readonly Tool[] = [
  { program: 'python3', ask: ['--version'], least: [3, 8], debian: 'python3' },
  { program: 'python3', ask: ['-m', 'pip', '--version'], least: [20, 3], debian: 'python3-pip' },
  { program: 'make', ask: ['--version'], least: [4, 0], debian: 'make' },
  { program: 'g++', ask: ['--version'], least: [8, 0], debian: 'g++' },
];

/**
 * Sees to it that networks can be trained, as a user does, in the user's own cache: `npm run setup:train`; of two test runs, one builds and the
 * other waits for it. Error: `missing-program`, with what the script says.
 */
export async function installTfjs(): Promise<void> {
  for (const tool of tools) await needTool(tool);
  await withLock(join(cacheFolder(), 'tfjs.lock'), () =>
    runTool(process.execPath, [projectPath('scripts/setupTrain.mjs')]),
  );
}
