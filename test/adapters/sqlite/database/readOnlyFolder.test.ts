import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { concatMap, distinctUntilChanged, map, timer } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { waitForState } from '../../../../src/cli/runtime/session/waitForState.js';
import { watchFolder } from '../../../../src/cli/runtime/watching/watchFolder.js';
import { clipOf } from '../../../support/clips.js';
import { mashstream } from '../../../support/mashstream.js';
import { matchedState } from '../../../support/matchedState.js';
import { until } from '../../../support/until.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const path = temporaryDirectory();
const mounted: string[] = [];
afterAll(() => mounted.forEach((folder) => execFileSync('umount', ['-l', folder])));

/** The folder once more, read only; undefined where that is not allowed (it needs root). */
function readOnly(folder: string): string | undefined {
  const mirror = `${folder}, read only`;
  mkdirSync(mirror, { recursive: true });
  const mount = (...args: readonly string[]) => execFileSync('mount', args, { stdio: 'ignore' });
  try {
    mount('--bind', folder, mirror);
    mounted.push(mirror);
    mount('-o', 'remount,ro,bind', mirror);
    return mirror;
  } catch {
    return undefined;
  }
}

const songs = [
  { name: 'Alpha', bpm: 120, tonic: 0 },
  { name: 'Beta', bpm: 124, tonic: 2 },
];
const temporary = path('temporary');
let allowed: boolean;
beforeAll(async () => {
  mkdirSync(temporary);
  vi.stubEnv('TMPDIR', temporary);
  await matchedState(path('used'), songs);
  mkdirSync(path('probe'));
  allowed = readOnly(path('probe')) !== undefined;
});
afterAll(() => vi.unstubAllEnvs());

/** A folder as a run left it that was killed: the newest clip lies in the WAL file only. */
async function killed(): Promise<string> {
  const state = openState(path('used'), 'run');
  await state.catalogue.putClip(clipOf('newest'));
  cpSync(path('used'), path('killed'), { recursive: true, filter: (name) => !name.endsWith('-shm') });
  await state.catalogue.removeClip('newest');
  await state.close();
  return path('killed');
}

describe('a folder that may not be written to (it needs root to make one)', () => {
  it('as a run left it in good order can be looked at', async ({ skip }) => {
    if (!allowed) skip();
    cpSync(path('used'), path('clean'), { recursive: true, filter: (name) => !/-(?:shm|wal)$/.test(name) });
    const data = readOnly(path('clean')) ?? '';
    for (const words of [['watch', '--once'], ['watch', '--once', '--best'], ['check']]) {
      const told = await mashstream(...words, '--data', data);
      expect(told.stdout).toMatch(words[0] === 'check' ? /songs: 2, clips: 2/ : /Alpha/);
    }
    expect(existsSync(`${data}/mashstream.db-wal`)).toBe(false);
  });

  it('as a killed run left it can be looked at with all that was written, through a copy that goes again', async ({
    skip,
  }) => {
    if (!allowed) skip();
    const data = readOnly(await killed()) ?? '';
    const state = await waitForState({ data }, 'look');
    expect([state.frozen, await state.catalogue.getClip('newest')]).toEqual([
      true,
      expect.objectContaining({ clipId: 'newest' }),
    ]);
    await expect(state.log.append('tracks', [{ key: 'a', value: null }])).rejects.toMatchObject({
      code: 'bad-config',
    });
    const copies = () =>
      readdirSync(temporary, { recursive: true }).filter((name) => String(name).endsWith('.db'));
    expect(copies()).toHaveLength(1);
    await state.close();
    expect(copies()).toEqual([]);
  });

  it('in which a run is at work elsewhere shows what that writes', async ({ skip }) => {
    if (!allowed) skip();
    const run = openState(path('used'), 'run');
    const data = readOnly(path('used')) ?? '';
    const state = openState(data, 'look');
    expect([state.frozen, await state.catalogue.countClips()]).toEqual([false, 2]);
    await run.catalogue.putClip(clipOf('while looked at'));
    expect(await state.catalogue.countClips()).toBe(3);
    await state.close();
    await run.close();
  });

  it('is looked at anew when it has changed', async ({ skip }) => {
    if (!allowed) skip();
    cpSync(path('used'), path('changing'), {
      recursive: true,
      filter: (name) => !/-(?:shm|wal)$/.test(name),
    });
    const data = readOnly(path('changing')) ?? '';
    const [seen, said]: [string[], string[]] = [[], []];
    // One that is not frozen shows what comes by itself.
    const show = (state: State) =>
      timer(0, 50).pipe(
        concatMap(() => state.catalogue.countClips()),
        map((count) => `${count}${state.frozen ? ', frozen' : ''}`),
        distinctUntilChanged(),
      );
    const watching = watchFolder({ data }, { follow: true, show, say: (text) => said.push(text) }).subscribe(
      (text) => seen.push(text),
    );
    await until(() => seen.length === 1);
    const run = openState(path('changing'), 'run');
    await run.catalogue.putClip(clipOf('later'));
    await run.close();
    await until(() => parseInt(seen.at(-1) ?? '') > parseInt(seen[0]), 20_000);
    watching.unsubscribe();
    expect(seen[0]).toMatch(/, frozen/);
    expect(said[0]).toMatch(/has changed: going on with that/);
  });
});
