import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const program = fileURLToPath(new URL('./programs/fillDisk.ts', import.meta.url));
const path = temporaryDirectory();
const mounted = mountSmall();
afterAll(() => {
  if (mounted) execFileSync('umount', [path('small')]);
});

/** A file system of 4 MiB; needs root. */
function mountSmall(): boolean {
  mkdirSync(path('small'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path('small')], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs the program in `dir`, in a shell that first does `before`. */
function filled(dir: string, before = ':'): unknown {
  mkdirSync(dir, { recursive: true });
  const script = `${before} && exec "$0" --import tsx "$@"`;
  return JSON.parse(
    execFileSync('bash', ['-c', script, process.execPath, program, dir], { encoding: 'utf8' }),
  );
}

const stoppedClearly = {
  blobs: {
    replacing: 'disk-full',
    adding: 'disk-full',
    kept: 100_000,
    listed: [expect.stringMatching(/^clips\/a\/kept\.[0-9a-f]{16}$/)],
    halves: [],
    after: 'done',
  },
  log: { failure: 'disk-full', whole: true, exists: true },
};

function check(report: unknown): void {
  expect(report).toMatchObject(stoppedClearly);
  const { log } = report as { log: { appended: number; found: number } }; // the program prints it
  expect(log.appended).toBeGreaterThan(5);
  expect(log.found).toBe(log.appended);
}

describe('a full disk stops clearly, and nothing half-written is read later', () => {
  it.skipIf(!mounted)('on a file system of 4 MiB (needs root to mount it)', () => {
    check(filled(path('small', 'data')));
  });

  it.skipIf(process.platform === 'win32')('at a file size limit of 3 MiB', () => {
    check(filled(path('limited'), 'ulimit -f 3072'));
  });
});
