import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/lib/ensureBuilt.mjs';

let root: string;
const stamp = () => statSync(join(root, 'dist/.built')).mtimeMs;
const source = (text: string) => writeFileSync(join(root, 'src/main.ts'), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mashstream-build-'));
  for (const folder of ['src', 'bench']) mkdirSync(join(root, folder));
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  for (const name of ['tsconfig.json', 'package-lock.json']) writeFileSync(join(root, name), '{}');
  const options = { outDir: 'dist', rootDir: '.', noEmitOnError: true, types: [] };
  writeFileSync(
    join(root, 'tsconfig.build.json'),
    JSON.stringify({ compilerOptions: options, include: ['src', 'bench'] }),
  );
  source('export const answer: number = 42;');
});
afterEach(() => rmSync(root, { recursive: true }));

// The compiler runs in earnest: some seconds each time, more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

it('compiles once, again when a source is newer, and not otherwise', () => {
  expect(ensureBuilt(root)).toBeUndefined();
  expect(existsSync(join(root, 'dist/src/main.js'))).toBe(true);
  const first = stamp();
  expect(ensureBuilt(root)).toBeUndefined();
  expect(stamp()).toBe(first);

  const later = new Date(Date.now() + 10_000);
  utimesSync(join(root, 'src/main.ts'), later, later);
  ensureBuilt(root);
  expect(stamp()).toBeGreaterThan(first);
});

it('says so when the sources do not compile, and does not take that for a build', () => {
  source('export const answer: number = "many";');
  expect(ensureBuilt(root)).toMatch('do not compile');
  expect(existsSync(join(root, 'dist/.built'))).toBe(false);
});
