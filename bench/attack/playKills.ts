import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { compareFolders } from './compareFolders.js';
import { within, type Fault } from './fault.js';
import { faultsIn } from './faultsIn.js';
import { change } from './library.js';
import type { Kill, KillKind, KillPlan, Moment } from './planKills.js';
import type { Stage } from './playHistory.js';
import { readFolder } from './readFolder.js';
import { compareResults, readResults } from './readResults.js';
import { badEnd, killAt, runToEnd } from './runToEnd.js';
import { startProgram, type Ended, type Started } from './startProgram.js';
import { watchBest } from './watchBest.js';

/** How many kills were tried, and how many came before the end. */
export type Tally = Map<KillKind, { tried: number; killed: number }>;

/** Words of a run into `data` and `out`. */
const runWords = (data: string, out: string, top: number): readonly string[] => [
  ...['run', 'music', '--data', data, '--out', out, '--top', String(top)],
  ...['--clips-per-track', '1', '--json'],
];
const top = 3;
const calm = runWords('data', 'out', top);

/** Plays a plan to its end; resolves to all that went wrong, or differs from a fresh folder over the same songs. */
export async function playKills(plan: KillPlan, stage: Stage, tally: Tally): Promise<readonly Fault[]> {
  const { folder, pool } = stage;
  const music = join(folder, 'music');
  mkdirSync(music, { recursive: true });
  for (const each of plan.first) change(music, pool, each);
  const found: Fault[] = [...within('first run', await runToEnd(folder, calm))];
  for (const [i, kill] of plan.kills.entries())
    found.push(...within(`kill ${i} (${kill.kind})`, await playKill(kill, stage, tally)));
  found.push(...within('last run', await runToEnd(folder, calm)));
  // What comes after may fail for want of what these should have made.
  if (found.some(({ kind }) => kind === 'crash')) return found;
  return [...found, ...(await compareWithFresh(folder))];
}

async function compareWithFresh(folder: string): Promise<readonly Fault[]> {
  const at = (name: string): string => join(folder, name);
  const ran = await runToEnd(folder, runWords('fresh', 'fresh out', top));
  const [old, fresh] = [await readFolder(at('data')), await readFolder(at('fresh'))];
  const results = { old: readResults(at('out')), fresh: readResults(at('fresh out')) };
  return [
    ...within('fresh folder', [...ran, ...faultsIn(fresh)]),
    ...faultsIn(old),
    ...compareFolders(old, fresh),
    ...compareResults(results, old),
  ];
}

async function playKill(kill: Kill, stage: Stage, tally: Tally): Promise<readonly Fault[]> {
  const { folder, pool } = stage;
  const { kind, changes, moment, again } = kill;
  const make = (): void => {
    for (const each of changes) change(join(folder, 'music'), pool, each);
  };
  // A song is removed while it is there; everything else is work on what has changed.
  if (kind !== 'removing') make();
  if (kind === 'rendering') rmSync(join(folder, 'out'), { recursive: true, force: true });
  const words = await wordsOf(kill, folder);
  // A song whose tombstone was written before the kill is known no more.
  const codesOf = ({ stderr }: Ended): readonly number[] =>
    kind === 'removing' && stderr.includes('nothing here is called') ? [1] : [0];
  const found: Fault[] = [];
  for (const when of [moment, ...(again ? [again] : [])]) {
    const program = startProgram(words, { cwd: folder });
    found.push(...(await killAt(program, reached(program, when), codesOf)));
    count(tally, kind, (await program.ended).code === null);
  }
  const end = await startProgram(words, { cwd: folder }).ended;
  found.push(...within('the same command again', badEnd(end, codesOf(end))));
  if (kind === 'removing') make();
  return found;
}

/** What is called and killed: a run, or what the change needs. */
async function wordsOf({ kind, changes, moment }: Kill, folder: string): Promise<readonly string[]> {
  if (kind === 'removing')
    return ['remove', join(folder, 'music', changes[0].name), '--data', 'data', '--json'];
  if (kind !== 'rendering') return runWords('data', 'out', 0);
  const found = /"mashupId":"(\w+)"/.exec(await watchBest(folder, 'data'));
  if (moment.stage !== undefined || found === null) return calm;
  return ['render', found[1], '--data', 'data', '--out', 'out', '--format', 'wav', '--json'];
}

function count(tally: Tally, kind: KillKind, killed: boolean): void {
  const before = tally.get(kind) ?? { tried: 0, killed: 0 };
  tally.set(kind, { tried: before.tried + 1, killed: before.killed + Number(killed) });
}

/** Resolves at the moment; never, if its stage never comes. */
async function reached(program: Started, { stage, plus }: Moment): Promise<void> {
  const life = { over: false };
  void program.ended.then(() => (life.over = true));
  const told = (): boolean => stage === undefined || program.stdout().includes(`"stage":"${stage}"`);
  while (!life.over && !told()) await wait(5);
  await wait(plus);
}
