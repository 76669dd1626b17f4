import { expect, it } from 'vitest';
import { hostProblem } from '../../../scripts/lib/training/hostProblem.mjs';

it('is content with Linux x64', () => {
  expect(hostProblem({ platform: 'linux', arch: 'x64', glibc: true })).toBeUndefined();
});

it.each([
  [{ platform: 'linux', arch: 'arm64', glibc: true }, 'this is linux arm64.'],
  [{ platform: 'linux', arch: 'x64', glibc: false }, 'this is linux x64 without glibc.'],
  [{ platform: 'darwin', arch: 'arm64', glibc: false }, 'this is darwin arm64.'],
])('says plainly that %j will not do, and what will', (host, text) => {
  expect(hostProblem(host)).toContain(text);
  expect(hostProblem(host)).toMatch(/Linux x64 with glibc.*All but training works here/);
});
