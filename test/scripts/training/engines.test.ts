import { expect, it } from 'vitest';
import { engineCache } from '../../../scripts/lib/training/engineCache.mjs';
import { addonIn, engines as built } from '../../../scripts/lib/training/engines.mjs';
import { engineCache as searched, engines as loaded } from '../../../src/adapters/tfjs/engines.js';
import { projectFile } from '../../support/projectFile.js';

interface PackageList {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
const packageOf = (path: string) => JSON.parse(projectFile(path)) as PackageList; // as npm requires it
const kinds = [built.gpu, built.cpu];

it('what is set up is what is loaded, the GPU first', () => {
  expect(kinds.map(({ packageName, folder }) => ({ packageName, folder }))).toEqual(loaded);
  expect(projectFile('src/adapters/tfjs/loadTfjs.ts')).toContain(addonIn);
});

it.each([
  [{}, '/home/me/.cache/mashstream'],
  [{ XDG_CACHE_HOME: '/caches' }, '/caches/mashstream'],
  [{ XDG_CACHE_HOME: '/caches', MASHSTREAM_TFJS: '/mnt/tfjs' }, '/mnt/tfjs'],
  [{ XDG_CACHE_HOME: '', MASHSTREAM_TFJS: '' }, '/home/me/.cache/mashstream'],
])('with %j it lies in %s, for both', (env, folder) => {
  expect(engineCache(env, '/home/me')).toBe(folder);
  expect(searched(env, '/home/me')).toBe(folder);
});

it.each(kinds)(
  'the folder $folder is named by the versions that its lists pin',
  ({ recipe, packageName, folder }) => {
    const version = packageOf(`training/${recipe}/package.json`).dependencies?.[packageName];
    const lock = projectFile(`training/${recipe}/package-lock.json`);
    expect(lock).not.toMatch('"resolved"');
    const wheels = projectFile(`training/${recipe}/requirements.txt`)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    for (const wheel of wheels) expect(wheel).toMatch(/^[\w-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
    const library = /^tensorflow(?:-cpu)?==([\d.]+)/.exec(wheels[0])?.[1];
    expect(folder).toBe(`tfjs-${recipe === 'gpu' ? 'gpu-' : ''}${version}-tf${library}`);
    // Of the types that we compile with.
    expect(packageOf('package.json').devDependencies?.['@tensorflow/tfjs-core']).toBe(version);
  },
);

it('nothing that `npm start` installs brings it', () => {
  expect(projectFile('package-lock.json')).not.toMatch(/tfjs-node/);
  expect(Object.keys(packageOf('package.json').dependencies ?? {}).join()).not.toMatch('tensorflow');
});
