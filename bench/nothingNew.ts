import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { publishCommand } from '../src/cli/commands/publish.js';
import { runCommand } from '../src/cli/commands/run.js';
import { watchCommand } from '../src/cli/commands/watch.js';
import type { BenchRow } from './benchRow.js';
import { makeLargeState } from './largeState.js';
import { spent } from './spent.js';

const rounds = 3;
const commands = { publish: publishCommand, run: runCommand, watch: watchCommand };

/** A command in this process, without what it prints; without the start of Node and the loading of the program, too. */
async function command(name: keyof typeof commands, words: readonly string[]): Promise<void> {
  let said = '';
  const note = (text: string | Uint8Array): boolean => {
    said += String(text);
    return true;
  };
  process.stdout.write = note;
  process.stderr.write = note;
  try {
    await commands[name](() => undefined).parseAsync(words, { from: 'user' });
  } finally {
    // Those of their class are there still.
    for (const stream of [process.stdout, process.stderr]) Reflect.deleteProperty(stream, 'write');
  }
  if (process.exitCode) throw new Error(`${name} ${words.join(' ')}: exit code ${process.exitCode}\n${said}`);
}

/** Commands for which there is nothing to do, in a folder with 10,000 clips and 100,000 records. */
export async function nothingNewBench({ songs = 5000, records = 100_000 } = {}): Promise<
  readonly BenchRow[]
> {
  const folder = mkdtempSync(join(tmpdir(), 'mashstream-bench-'));
  try {
    const state = await makeLargeState({ folder, songs, records });
    const data = ['--data', state.data];
    const run = ['--out', join(folder, 'out'), '--top', '0', ...data];
    const asked: readonly (readonly [string, keyof typeof commands, readonly string[]])[] = [
      ['publish one song', 'publish', [state.songs[0], ...data]],
      ['run one song', 'run', [...run, state.songs[0]]],
      [`run all ${songs}`, 'run', [...run, state.music]],
      ['watch --best --once', 'watch', ['--best', '--once', ...data]],
      [`watch --once, ${2 * songs} rankings`, 'watch', ['--once', '--json', ...data]],
    ];
    const rows: BenchRow[] = [];
    for (const [title, name, words] of asked) {
      const times: number[] = [];
      const used: number[] = [];
      for (let n = 0; n < rounds; n += 1) {
        const { wall, cpu } = await spent(() => command(name, words));
        times.push(wall);
        used.push(cpu);
      }
      rows.push({ name: `nothing new: ${title}, least of ${rounds}`, value: Math.min(...times), unit: 'ms' });
      rows.push({ name: `nothing new: ${title}, processor time`, value: Math.min(...used), unit: 'ms' });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const { name, value, unit } of await nothingNewBench())
    console.log(`${name}: ${value.toPrecision(3)} ${unit}`);
