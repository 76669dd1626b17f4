import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/lib/ensureBuilt.mjs';
import { benchLines } from '../../src/cli/results/reports/benchLines.js';
import { machineLoad } from '../../src/cli/results/reports/machineLoad.js';
import type { Seconds } from '../../src/domain/units.js';
import { packageFolder } from '../../src/packageFolder.js';
import { calmRun } from '../../test/services/cluster/support/calm.js';
import { openWorld, type World } from '../../test/services/cluster/support/world.js';
import { startCrew, type Crew } from './soak/crew.js';
import { judge, type Judgement } from './soak/judge.js';
import { planFaults } from './soak/planFaults.js';
import { playFaults, type Tally } from './soak/playFaults.js';
import { sampleMemory, type MemoryFigures } from './soak/sampleMemory.js';
import { makeSoakSongs, mostSongs } from './soak/soakSongs.js';
import { addressesOf, startServers, stopServers, type Servers } from './startServers.js';

/**
 * Workers of the real program on real servers, with songs that come steadily and faults by a seed; then all is compared with a calm run:
 * npm run soak -- [--minutes 30] [--seed 1] [--keep]
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const { seed } = values;
const length: Seconds = minutes * 60;
/** After the last fault. */
const longestSettling = 20 * 60_000;
const count = Math.min(mostSongs, Math.max(4, Math.round(minutes * 3)));

const began = performance.now();
const tell = (text: string): void =>
  console.log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${text}`);

/** One after the other, over most of the time: the last ones still meet faults. */
async function publishAll(world: World, songs: readonly string[]): Promise<void> {
  const start = performance.now();
  for (const [n, song] of songs.entries()) {
    const due = (0.9 * length * 1000 * n) / songs.length;
    await pause(Math.max(0, due - (performance.now() - start)));
    await world.publish(song);
  }
}

interface Soaked {
  readonly tally: Tally;
  readonly memory: Readonly<Record<string, MemoryFigures>>;
  readonly settling: Seconds;
}

async function soak(
  world: World,
  crew: Crew,
  given: { servers: Servers; songs: readonly string[] },
): Promise<Soaked> {
  const memory = sampleMemory({ ingest: crew.staying.ingest.pid, match: crew.staying.match.pid });
  const [tally] = await Promise.all([
    playFaults(planFaults(seed, length), { servers: given.servers, crew, tell }),
    publishAll(world, given.songs),
  ]);
  tell('the last fault is over');
  const last = performance.now();
  await world.settled(longestSettling);
  const settling = (performance.now() - last) / 1000;
  tell('all is settled');
  const figures = memory.stop();
  await crew.endAll();
  return { tally, memory: figures, settling };
}

const mb = ({ highest, early, late }: MemoryFigures): string =>
  `${highest.toFixed(0)} MB at most; median of the second quarter ${early.toFixed(0)} MB, of the last ${late.toFixed(0)} MB`;

function report({ tally, memory, settling }: Soaked, crew: Crew, judged: Judgement): void {
  const { indexed, tracks, equal, rankings, letters, badBlobs, strays } = judged;
  const rows: readonly (readonly [string, string])[] = [
    ['songs published over the time, indexed', `${indexed} of ${tracks}`],
    ...tally,
    ['workers started', String(crew.started())],
    ['workers that ended by themselves, or wrongly', String(crew.faults().length)],
    ['from SIGTERM to the end, slowest', `${crew.slowestEnd().toFixed(1)} s`],
    ['from the last fault until all was settled', `${settling.toFixed(0)} s`],
    ['rankings as in a calm run', `${equal} of ${rankings}`],
    ['dead letters', String(letters)],
    ['blobs missing or damaged; what belongs to nothing', `${badBlobs}; ${strays}`],
    ...Object.entries(memory).map(
      ([role, figures]) => [`memory of the ${role} worker that stayed`, mb(figures)] as const,
    ),
  ];
  console.log(`\n| ${minutes} min, seed ${seed} | |\n|---|---|`);
  for (const [what, figure] of rows) console.log(`| ${what} | ${figure} |`);
}

const machine = (): void => console.log(benchLines(false).machine(machineLoad()));

async function main(): Promise<void> {
  const problem = ensureBuilt(packageFolder);
  if (problem !== undefined) throw new Error(problem);
  const folder = await mkdtemp(join(tmpdir(), 'mashstream-soak-'));
  console.log(`# soak: ${minutes} min, seed ${seed}, ${count} songs, in ${folder}`);
  machine();
  const music = join(folder, 'music');
  await mkdir(music);
  const songs = makeSoakSongs(music, count);
  tell('the songs are made');
  const servers = await startServers();
  const world = await openWorld(addressesOf(servers), folder);
  const crew = startCrew(world, length * 1000 + 2 * longestSettling);
  try {
    const soaked = await soak(world, crew, { servers, songs });
    machine();
    const calm = await calmRun(music, join(folder, 'calm'), longestSettling);
    const judged = await judge(world, songs.length, calm);
    report(soaked, crew, judged);
    const faults = [...crew.faults(), ...judged.faults];
    for (const fault of faults) console.log(`FAULT: ${fault}`);
    console.log(faults.length === 0 ? 'well' : `${faults.length} FAULTS`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    if (values.keep)
      for (const [n, worker] of world.workers().entries())
        await writeFile(join(folder, `worker ${n + 1}.log`), worker.stderr());
    await world.close();
    await stopServers(servers);
    if (!values.keep) await rm(folder, { recursive: true, force: true });
  }
}

// Children and servers end with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
await main();
