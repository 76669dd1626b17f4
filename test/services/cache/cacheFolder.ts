import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where test servers are installed, outside the repository: it outlives a checkout and serves all of them. `MASHSTREAM_TEST_CACHE`
 * names another folder.
 */
export function cacheFolder(): string {
  const home = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = process.env['MASHSTREAM_TEST_CACHE'] ?? join(home, 'mashstream-test-servers');
  mkdirSync(folder, { recursive: true });
  return folder;
}
