import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnLeashed } from '../../../src/adapters/process/spawnLeashed.js';
import { alive } from '../../support/alive.js';
import { until } from '../../support/until.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'leash-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A program that writes its own pid and that of a child of its own, then waits far too long. */
const sleeper = (file: string): string[] => [
  '-c',
  `sleep 600 & echo $$ $! > '${file}.part'; mv '${file}.part' '${file}'; wait`,
];
const pidsIn = async (file: string): Promise<number[]> => {
  await until(() => existsSync(file));
  return readFileSync(file, 'utf8').trim().split(' ').map(Number);
};

describe('spawnLeashed', () => {
  it('gives the exit code and the end of stderr', async () => {
    const ended = await spawnLeashed('sh', ['-c', 'echo lost; echo said >&2; exit 7']).done;
    expect(ended).toEqual({ code: 7, signal: null, stderr: 'said\n' });
  });

  it('gives the last whole lines of a long stderr, and the signal that ended the program', async () => {
    const script = 'yes 0123456789 | head -n 9999 >&2; kill -SEGV $$';
    const { code, signal, stderr } = await spawnLeashed('sh', ['-c', script]).done;
    expect([code, signal]).toEqual([null, 'SIGSEGV']);
    expect(stderr).toMatch(/^(?:0123456789\n){1450,1455}$/);
  });

  it('passes arguments as they are', async () => {
    const { child, done } = spawnLeashed('printf', ['%s|', 'a b', "it's", '$HOME', '-n', ''], {
      stdout: 'pipe',
    });
    let text = '';
    child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
    expect((await done).code).toBe(0);
    expect(text).toBe("a b|it's|$HOME|-n||");
  });

  it('pipes stdin through', async () => {
    const { child, done } = spawnLeashed('cat', [], { stdin: 'pipe', stdout: 'pipe' });
    let size = 0;
    child.stdout?.on('data', (piece: Buffer) => (size += piece.length));
    child.stdin?.end(Buffer.alloc(1_000_000));
    await done;
    expect(size).toBe(1_000_000);
  });

  it('says how to install a missing program', async () => {
    await expect(spawnLeashed('rubberband-that-is-not-there', []).done).rejects.toMatchObject({
      code: 'missing-program',
      message: expect.stringContaining('rubberband-that-is-not-there') as string,
    });
  });

  it('says so of a program that is there and cannot be run', async () => {
    const program = join(folder, 'program');
    writeFileSync(program, 'no program', { mode: 0o600 });
    await expect(spawnLeashed(program, []).done).rejects.toMatchObject({
      code: 'missing-program',
      message: expect.stringMatching(/program cannot be run \(.*Permission denied\)/) as string,
    });
  });

  it('rejects where the system refuses to start anything, by an exception as by an event', async () => {
    const { done } = spawnLeashed('true', ['x'.repeat(5_000_000)]);
    await expect(done).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/^Starting true: spawn E2BIG/) as string,
    });
  });

  const block = (megabytes: number): string[] => [
    ...['if=/dev/zero', 'of=/dev/null', 'count=1000', `bs=${megabytes}000000`],
  ];
  const bytes = 100e6;

  it.runIf(process.platform === 'linux')('lets a program have no more memory than its limit', async () => {
    const little = spawnLeashed('dd', [...block(5)], { memory: { bytes } });
    const much = spawnLeashed('dd', block(200), { memory: { bytes } });
    expect((await little.done).code).toBe(0);
    expect(await much.done).toMatchObject({ code: 1, stderr: expect.stringMatching(/memory/) as string });
  });

  it('stops a program that takes more memory than its limit, where only watching helps', async () => {
    const { child, done } = spawnLeashed('dd', block(200), { memory: { bytes, by: 'watch' } });
    await expect(done).rejects.toMatchObject({ code: 'refused-input' });
    await until(() => !alive(child.pid ?? 0));
    const little = spawnLeashed('dd', block(2), { memory: { bytes, by: 'watch' } });
    expect((await little.done).code).toBe(0);
  });

  it('kills the program and its children on abort', async () => {
    const file = join(folder, 'pids');
    const stop = new AbortController();
    const { done } = spawnLeashed('sh', sleeper(file), { signal: stop.signal });
    const pids = await pidsIn(file);
    expect(pids.map(alive)).toEqual([true, true]);
    stop.abort();
    await expect(done).rejects.toMatchObject({ code: 'aborted' });
    await until(() => !pids.some(alive));
  });

  it('does not let a program run when the work was aborted before', async () => {
    await expect(spawnLeashed('sleep', ['600'], { signal: AbortSignal.abort() }).done).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('kills the program at the time limit', async () => {
    await expect(spawnLeashed('sleep', ['600'], { timeout: 0.1 }).done).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('leaves nothing behind when its parent is killed −9', async () => {
    const file = join(folder, 'pids');
    const module = new URL('../../../src/adapters/process/spawnLeashed.ts', import.meta.url).href;
    const script = `import { spawnLeashed } from ${JSON.stringify(module)};
      await spawnLeashed('sh', ${JSON.stringify(sleeper(file))}).done;`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: 'ignore',
    });
    const pids = await pidsIn(file);
    expect(pids.map(alive)).toEqual([true, true]);
    parent.kill('SIGKILL');
    await until(() => !pids.some(alive));
  });
});
