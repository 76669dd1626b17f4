import { setTimeout as pause } from 'node:timers/promises';
import type { Seconds } from '../../../src/domain/units.js';
import { serverNames, type Servers } from '../startServers.js';
import type { Crew } from './crew.js';
import type { Fault } from './planFaults.js';

/** What was done, in words. */
export type Tally = ReadonlyMap<string, string>;

/** Plays the faults, each at its time; resolves when all servers are back and all workers in their places. */
export async function playFaults(
  plan: readonly Fault[],
  { servers, crew, tell }: { servers: Servers; crew: Crew; tell: (text: string) => void },
): Promise<Tally> {
  const began = performance.now();
  const since = (): Seconds => (performance.now() - began) / 1000;
  const times = new Map<string, Seconds[]>();
  const count = (what: string, seconds: Seconds): void =>
    void times.set(what, [...(times.get(what) ?? []), seconds]);
  const play = async (fault: Fault): Promise<void> => {
    switch (fault.kind) {
      case 'worker':
        count(`${fault.role} worker ${fault.signal}`, fault.back);
        return crew.strike(fault.role, fault.which, fault);
      case 'guest':
        count(`further ${fault.role} worker`, fault.stays);
        return crew.guest(fault.role, fault);
      case 'outage': {
        const from = since();
        await servers[fault.server].kill9();
        await pause(fault.away * 1000);
        await servers[fault.server].restart();
        count(`${fault.server} away`, since() - from);
        tell(`${fault.server} is back`);
      }
    }
  };
  const playing: Promise<void>[] = [];
  for (const fault of plan) {
    await pause(Math.max(0, fault.at - since()) * 1000);
    tell(wordsOf(fault));
    playing.push(play(fault));
  }
  await Promise.all(playing);
  return new Map(
    [...times].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, each]) => [what, said(what, each)]),
  );
}

const rounded = (seconds: Seconds): string => `${seconds.toFixed(0)} s`;

function said(what: string, each: readonly Seconds[]): string {
  const times = `${each.length} ×`;
  if (!serverNames.some((name) => what.startsWith(name))) return times;
  const sum = each.reduce((total, seconds) => total + seconds, 0);
  return `${times}, together ${rounded(sum)}, the longest ${rounded(Math.max(...each))}`;
}

function wordsOf(fault: Fault): string {
  if (fault.kind === 'outage') return `${fault.server} is killed for ${rounded(fault.away)}`;
  if (fault.kind === 'guest')
    return `a further ${fault.role} worker for ${rounded(fault.stays)}, ${fault.signal}`;
  return `${fault.role} worker ${fault.which + 1}: ${fault.signal}, back after ${rounded(fault.back)}`;
}
