import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { go, java, needTool } from './needTool.js';

const path = temporaryDirectory();
const put = (name: string, script: string): void => {
  writeFileSync(path('bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(path('bin', name), 0o755);
};

beforeEach(() => {
  mkdirSync(path('bin'), { recursive: true });
  put('apt-get', `/bin/echo "$@" >> '${path('asked')}'`);
  put('apt-cache', "/bin/echo 'Version: 2:1.19~1'");
  writeFileSync(path('asked'), '');
  vi.stubEnv('PATH', path('bin'));
  vi.stubEnv('MASHSTREAM_TEST_CACHE', path('cache'));
});
afterEach(() => vi.unstubAllEnvs());

it('is content with a new one', async () => {
  put('go', 'echo go version go1.26.8 linux/amd64');
  put('java', 'echo openjdk version \\"17.0.15\\" 2025-04-15 >&2');
  await needTool(go);
  await needTool(java);
});

it('says what is too old and what is needed, and installs none that is too old as well', async () => {
  put('go', 'echo go version go1.19.8 linux/amd64');
  await expect(needTool(go)).rejects.toMatchObject({
    code: 'missing-program',
    message: 'go 1.19 is too old; go 1.22 or newer is needed (Debian: golang-go)',
  });
  expect(readFileSync(path('asked'), 'utf8')).not.toMatch('install');
});

it.runIf(process.getuid?.() === 0 && existsSync('/etc/debian_version'))(
  'installs what is missing, where that goes without asking',
  async () => {
    rmSync(path('bin/java'), { force: true });
    put('apt-cache', "/bin/echo 'Version: 17.0.21'");
    put('apt-get', `[ "$1" = update ] || { cp '${path('java')}' '${path('bin/java')}'; }`);
    writeFileSync(path('java'), '#!/bin/sh\necho openjdk 17.0\n', { mode: 0o755 });
    put('cp', 'exec /bin/cp "$@"');
    await needTool(java);
  },
);
