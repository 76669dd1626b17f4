import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stemNames } from '../src/domain/role.js';
import { packageFolder } from '../src/packageFolder.js';
import type { BenchRow } from './benchRow.js';
import { residentMemory } from './residentMemory.js';

/** Length of a track: the shortest unit of comparison at 130 bpm and a little more. */
const seconds = 16;
const every = 2000;
const mega = 1024 * 1024;

/** A folder of ready stems, each track cut a little later, so that no two are the same audio. */
async function makeTrack(folder: string, index: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of stemNames) {
    const input = join(packageFolder, 'test/golden/stems', `${name}.ogg`);
    const cut = ['-ss', String(index * 0.05), '-t', String(seconds), '-i', input, '-c:a', 'pcm_s16le'];
    execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...cut, join(folder, `${name}.wav`)]);
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Resident memory of the worker process over a run of `tracks` queued tracks with ready stems (Linux). */
export async function memoryBench({ tracks = 200 }: { readonly tracks?: number } = {}): Promise<
  readonly BenchRow[]
> {
  const folder = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  try {
    for (let i = 0; i < tracks; i++) await makeTrack(join(folder, 'music', `track ${i}`), i);
    const args = [
      join(packageFolder, 'bin/mashstream.mjs'),
      'run',
      'music',
      '--data',
      'data',
      '--out',
      'out',
      '--top',
      '0',
    ];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (more: string) => (text += more));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const samples: number[] = [];
    for (let over = false; !over;) {
      const memory = child.pid === undefined ? undefined : await residentMemory(child.pid);
      if (memory !== undefined) samples.push(memory / mega);
      over = await Promise.race([ended.then(() => true), wait(every, false)]);
    }
    const code = await ended;
    const done = /(\d+) of \d+ songs(?!.*\d+ of \d+ songs)/s.exec(text)?.[1] ?? '0';
    const part = (from: number, to: number): number =>
      median(samples.slice(Math.floor(from * samples.length), Math.ceil(to * samples.length)));
    return [
      {
        name: 'queued tracks with ready stems that were finished',
        value: Number(done),
        unit: `of ${tracks} (exit code ${code ?? 'none'})`,
      },
      { name: 'memory of the worker, highest', value: Math.max(...samples), unit: 'MB' },
      { name: 'memory of the worker, second quarter of the run', value: part(0.25, 0.5), unit: 'MB' },
      { name: 'memory of the worker, last quarter', value: part(0.75, 1), unit: 'MB' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await memoryBench({ tracks: Number(process.argv[2] ?? 200) }));
