import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { takeRunLock } from '../../../../src/adapters/sqlite/lock/takeRunLock.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const path = temporaryDirectory();
const module = new URL('../../../../src/adapters/sqlite/lock/takeRunLock.ts', import.meta.url).href;
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

/** A process that holds the lock. */
async function holder(file: string): Promise<ChildProcess> {
  const code = `const { takeRunLock } = await import(${JSON.stringify(module)});
    takeRunLock(${JSON.stringify(file)}); console.log('held'); setTimeout(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('takeRunLock', () => {
  it('refuses while another process holds it, naming that process', async () => {
    const file = path('held.lock');
    const child = await holder(file);
    const refused = { code: 'busy', message: expect.stringContaining(`process ${child.pid}`) as string };
    expect(() => takeRunLock(file)).toThrow(expect.objectContaining(refused));
  });

  it('takes over from a process that was killed', async () => {
    const file = path('killed.lock');
    const child = await holder(file);
    child.kill('SIGKILL');
    await once(child, 'exit');
    takeRunLock(file).release();
  });

  it('is free after release, which may be repeated', () => {
    const file = path('released.lock');
    const lock = takeRunLock(file);
    expect(() => takeRunLock(file)).toThrow(expect.objectContaining({ code: 'busy' }));
    lock.release();
    lock.release();
    takeRunLock(file).release();
  });

  it('says so when the folder is missing', () => {
    expect(() => takeRunLock(path('missing', 'run.lock'))).toThrow(
      expect.objectContaining({ code: 'bad-config' }),
    );
  });
});
