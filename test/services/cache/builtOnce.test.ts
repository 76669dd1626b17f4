import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { builtOnce } from './builtOnce.js';

const path = temporaryDirectory();
beforeEach(() => vi.stubEnv('MASHSTREAM_TEST_CACHE', path('cache')));
afterEach(() => vi.unstubAllEnvs());

it('builds once, though two ask at one time, and shows nothing unfinished', async () => {
  let built = 0;
  const build = async (folder: string): Promise<void> => {
    built += 1;
    await writeFile(join(folder, 'half'), '');
    await pause(50);
    expect(existsSync(path('cache', 'server'))).toBe(false);
    await writeFile(join(folder, 'program'), 'built');
  };
  const folders = await Promise.all([builtOnce('server', build), builtOnce('server', build)]);
  expect(new Set(folders)).toEqual(new Set([path('cache', 'server')]));
  expect(built).toBe(1);
  expect(readFileSync(path('cache', 'server', 'program'), 'utf8')).toBe('built');
});

it('leaves nothing of a build that failed, and builds again', async () => {
  await expect(
    builtOnce('other', async (folder) => {
      await writeFile(join(folder, 'half'), '');
      throw new Error('no network');
    }),
  ).rejects.toThrow('no network');
  expect(existsSync(path('cache', 'other'))).toBe(false);
  expect(readdirSync(path('cache', 'building'))).toEqual([]);
  await builtOnce('other', () => Promise.resolve());
  expect(existsSync(path('cache', 'other'))).toBe(true);
});
