import { spawn } from 'node:child_process';

/**
 * Begins to install the servers that tests need (see test/services), beside the checks that come first. Their tests wait for it, and
 * tell what could not be installed. Returns how to end it early.
 * @param {string} root
 */
export function installServers(root) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/services/installAll.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.on('error', () => undefined); // their tests try again, and tell
  child.unref();
  return { stop: () => child.kill() };
}
