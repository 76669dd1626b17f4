import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packagesCurrent } from '../../scripts/lib/packagesCurrent.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mashstream-packages-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

const a = { version: '1.0.0' };
const lock = (path: string, packages: Record<string, object>) =>
  writeFileSync(join(root, path), JSON.stringify({ packages }));
const wanted = (packages: Record<string, object>) => lock('package-lock.json', { '': {}, ...packages });
const present = (packages: Record<string, object>) => lock('node_modules/.package-lock.json', packages);

it('holds when every locked version is installed', () => {
  wanted({ 'node_modules/a': a });
  present({ 'node_modules/a': a });
  expect(packagesCurrent(root)).toBe(true);
});

it('does not hold on a clean checkout, nor after an interrupted install', () => {
  wanted({ 'node_modules/a': a });
  expect(packagesCurrent(root)).toBe(false);
});

it('does not hold when the lock file asks for another version or one more package', () => {
  present({ 'node_modules/a': a });
  wanted({ 'node_modules/a': { version: '1.0.1' } });
  expect(packagesCurrent(root)).toBe(false);
  wanted({ 'node_modules/a': a, 'node_modules/b': a });
  expect(packagesCurrent(root)).toBe(false);
});

it('does not mind that an optional package of another platform is missing, only that it is old', () => {
  wanted({ 'node_modules/a': a, 'node_modules/win': { version: '2.0.0', optional: true } });
  present({ 'node_modules/a': a });
  expect(packagesCurrent(root)).toBe(true);
  present({ 'node_modules/a': a, 'node_modules/win': { version: '1.9.0', optional: true } });
  expect(packagesCurrent(root)).toBe(false);
});
