import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A directory for one test file, removed after it; the function returned gives paths in it. */
export function temporaryDirectory(): (...names: string[]) => string {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-test-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return (...names) => join(dir, ...names);
}
