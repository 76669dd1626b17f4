import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { childWorker, type ChildWorkerOptions } from '../../../src/adapters/process/childWorker.js';
import { moduleCommand } from '../../../src/adapters/process/moduleCommand.js';
import { alive } from '../../support/alive.js';
import { until } from '../../support/until.js';
import type { TestHandlers } from './testChild.js';

const none = undefined as never;
const open: { close(): Promise<void> }[] = [];
const worker = (options: Partial<ChildWorkerOptions> = {}) => {
  const made = childWorker<TestHandlers>({
    name: 'The test process',
    entry: new URL('./testChild.js', import.meta.url),
    ...options,
  });
  open.push(made);
  return made;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

describe('childWorker', () => {
  it('answers jobs in order, one at a time, in one child', async () => {
    const work = worker();
    const pids = await Promise.all([work.run('pid', none), work.run('pid', none)]);
    expect(new Set(pids).size).toBe(1);
    expect(await Promise.all([1, 2, 3].map((x) => work.run('double', x)))).toEqual([2, 4, 6]);
  });

  it('passes arrays, infinities and absent values', async () => {
    const value = { a: new Float32Array([1, -Infinity]), b: undefined, c: [Number.NaN, -0] };
    expect(await worker().run('echo', value)).toEqual(value);
  });

  it('reports progress', async () => {
    const seen: number[] = [];
    expect(await worker().run('count', 4, { onProgress: (x) => seen.push(x) })).toBe('counted');
    expect(seen).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('brings errors across with code, message and context', async () => {
    const work = worker();
    await expect(work.run('fail', 'silent')).rejects.toMatchObject({
      name: 'PipelineError',
      code: 'silent',
      message: 'Nothing sounds.',
      retryable: true,
      context: { path: '/x', at: 1 },
    });
    expect(await work.run('double', 4)).toBe(8);
  });

  it('ends a child that hangs, and gives the next job a fresh one', async () => {
    const work = worker({ silence: 8 });
    const before = await work.run('pid', none);
    process.kill(before, 'SIGSTOP');
    await expect(work.run('double', 1)).rejects.toMatchObject({
      code: 'child-died',
      retryable: true,
      message: expect.stringMatching(
        /^The test process gave no sign of life for 8 s in the middle/,
      ) as string,
    });
    expect(alive(before)).toBe(false);
    expect(await work.run('double', 2)).toBe(4);
  });

  it('says that a child died, with its last words, and gives the next job a fresh one', async () => {
    const work = worker();
    const before = await work.run('pid', none);
    await expect(work.run('crash', none)).rejects.toMatchObject({
      code: 'child-died',
      retryable: true,
      message: expect.stringContaining('cannot go on') as unknown,
    });
    expect(await work.run('pid', none)).not.toBe(before);
  });

  it('survives a child that is killed, busy or idle', async () => {
    const work = worker();
    const first = await work.run('pid', none);
    const job = work.run('hang', none);
    setTimeout(() => process.kill(first, 'SIGKILL'), 50);
    await expect(job).rejects.toMatchObject({ code: 'child-died', retryable: true });
    const second = await work.run('pid', none);
    process.kill(second, 'SIGKILL');
    await until(() => !alive(second));
    // The news of a death may come after the next job was sent: then that one is told, and may be tried again.
    const next = await work.run('double', 1).catch((error: unknown) => error);
    if (next !== 2) expect(next).toMatchObject({ code: 'child-died', retryable: true });
    expect(await work.run('double', 1)).toBe(2);
  });

  it('kills the child on abort, even when its event loop is blocked; the next job works', async () => {
    const work = worker();
    const pid = await work.run('pid', none);
    const abort = new AbortController();
    const job = work.run('block', none, { signal: abort.signal, onProgress: () => abort.abort() });
    await expect(job).rejects.toMatchObject({ code: 'aborted' });
    expect(alive(pid)).toBe(false);
    expect(await work.run('double', 1)).toBe(2);
    await expect(work.run('double', 1, { signal: abort.signal })).rejects.toMatchObject({ code: 'aborted' });
  });

  it('drops a waiting job on abort without touching the running one', async () => {
    const work = worker();
    const running = work.run('count', 100);
    const abort = new AbortController();
    const waits = work.run('double', 1, { signal: abort.signal });
    const later = work.run('double', 2);
    abort.abort();
    await expect(waits).rejects.toMatchObject({ code: 'aborted' });
    expect(await Promise.all([running, later])).toEqual(['counted', 4]);
  });

  it('uses as many children as allowed, no more', async () => {
    const work = worker({ size: 2 });
    await Promise.all([work.run('count', 30), work.run('count', 30)]);
    const pids = await Promise.all([1, 2, 3, 4].map(() => work.run('pid', none)));
    expect(new Set(pids).size).toBe(2);
  });

  it('ends an idle child after a while and starts another when needed', async () => {
    const work = worker({ idle: 0.05 });
    const pid = await work.run('pid', none);
    await until(() => !alive(pid));
    expect(await work.run('double', 3)).toBe(6);
  });

  it('close ends everything: running, waiting and later jobs are refused', async () => {
    const work = worker();
    const pid = await work.run('pid', none);
    const jobs = Promise.allSettled([work.run('hang', none), work.run('double', 1)]);
    await work.close();
    expect(alive(pid)).toBe(false);
    for (const result of await jobs)
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } });
    await expect(work.run('double', 1)).rejects.toMatchObject({ code: 'aborted' });
  });

  it('keeps the memory of parent and child flat over 200 jobs', async () => {
    const work = worker();
    const signal = new AbortController().signal;
    const echo = async (times: number) => {
      for (let i = 0; i < times; i++)
        await work.run('echo', new Float32Array(50_000), { signal, onProgress: () => i });
      return process.memoryUsage().rss;
    };
    const before = await echo(50);
    expect((await echo(200)) - before).toBeLessThan(60e6);
  });

  it('leaves no child 15 s after kill −9 of the parent, even with a blocked event loop', async () => {
    const program = moduleCommand(new URL('./testParent.js', import.meta.url));
    const parent = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [text] = (await once(parent.stdout, 'data')) as [Buffer];
    const pids = JSON.parse(text.toString()) as number[];
    expect(pids.map(alive)).toEqual([true, true]);
    parent.kill('SIGKILL');
    await until(() => !pids.some(alive), 15_000);
  }, 60_000);

  it('an entry that is run by hand says what it is', async () => {
    const program = moduleCommand(new URL('./testChild.js', import.meta.url));
    const child = spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.on('data', (part: Buffer) => (text += part.toString()));
    await once(child, 'close');
    expect(text).toContain('is a part of mashstream');
    expect(fileURLToPath(new URL('./testChild.js', import.meta.url))).toContain('testChild');
  });
});
