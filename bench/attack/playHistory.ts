import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { within, type Fault } from './fault.js';
import { change } from './library.js';
import type { Narrowing, Step } from './planHistory.js';
import { badEnd, killAt, runToEnd } from './runToEnd.js';
import { startProgram, type Ended } from './startProgram.js';

export interface Stage {
  /** Where `music`, `data` and `out` lie. */
  readonly folder: string;
  readonly pool: string;
}

/** A run over songs, into `data`. */
export const runArguments = (songs: string, data = 'data'): readonly string[] => [
  ...['run', songs, '--data', data, '--out', 'out'],
  ...['--top', '0', '--clips-per-track', '1', '--json'],
];

/** Plays the steps of a history; resolves to what went wrong on the way. */
export async function playHistory(steps: readonly Step[], stage: Stage): Promise<readonly Fault[]> {
  mkdirSync(join(stage.folder, 'music'), { recursive: true });
  const found: Fault[] = [];
  for (const [i, step] of steps.entries())
    found.push(...within(`step ${i} (${step.do})`, await play(step, stage)));
  return found;
}

async function play(step: Step, { folder, pool }: Stage): Promise<readonly Fault[]> {
  switch (step.do) {
    case 'run':
      return runToEnd(folder, runArguments('music'));
    case 'narrow':
      return runToEnd(folder, narrowArguments(step.to), () => [0, 1]);
    case 'kill':
      return killAt(startProgram(runArguments('music'), { cwd: folder }), wait(step.after));
  }
  const make = (): readonly Fault[] => {
    change(join(folder, 'music'), pool, step);
    return [];
  };
  if (step.removed === undefined) return make();
  const remove = (): Promise<readonly Fault[]> => removeSong(folder, join(folder, 'music', step.name));
  if (step.removed === 'before') return [...(await remove()), ...make()];
  make();
  const between =
    step.removed === 'after' ? [] : await runToEnd(folder, runArguments('music'), without(step.name));
  return [...between, ...(await remove())];
}

/** A song whose message was waiting still when its folder went cannot be found, and the run says so (3). */
const without =
  (name: string) =>
  ({ stdout }: Ended): readonly number[] => {
    const failed = stdout.split('\n').filter((line) => line.startsWith('{"type":"failed"'));
    const isGone = (line: string): boolean => {
      const { name: of, code } = JSON.parse(line) as { name: string; code: string };
      return of === name && code === 'not-found';
    };
    return failed.length > 0 && failed.every(isGone) ? [3] : [0];
  };

/** A word that names nobody with a voice leaves nothing to do (1). */
function narrowArguments({ by, name }: Narrowing): readonly string[] {
  if (by === 'one song') return runArguments(join('music', name));
  return [...runArguments('music'), `--${by}`, name];
}

/** A song that never came in, or went with a removal that was killed, is unknown: that is no fault. */
async function removeSong(folder: string, path: string): Promise<readonly Fault[]> {
  const ended = await startProgram(['remove', path, '--data', 'data', '--json'], { cwd: folder }).ended;
  const unknown = /nothing here is called|There is no database/.test(ended.stderr);
  return badEnd(ended, unknown ? [1] : [0]);
}
