import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileWorkspaces } from '../../src/adapters/files/fileWorkspaces.js';
import { workspaceContract } from './workspaceContract.js';

const program = fileURLToPath(new URL('./programs/openWorkspace.ts', import.meta.url));

workspaceContract('workspaces: files', () => {
  const root = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
  const open = () => Promise.resolve(fileWorkspaces(root));
  return {
    ...{ open, crash: open, other: open },
    program: { command: process.execPath, args: ['--import', 'tsx', program, root] },
    dispose: () => Promise.resolve(rmSync(root, { recursive: true, force: true })),
  };
});
