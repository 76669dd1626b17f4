import { writeFileSync } from 'node:fs';
import { fileWorkspaces } from '../../../src/adapters/files/fileWorkspaces.js';

/** Opens a workspace under the first argument, writes into it, prints where it is, and waits to be killed (a minute at most). */
const workspace = await fileWorkspaces(process.argv[2]).open('child');
writeFileSync(workspace.path('half.wav'), 'half!');
process.stdout.write(`${workspace.dir}\n`);
setTimeout(() => undefined, 60_000);
