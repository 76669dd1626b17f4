import { setTimeout as pause } from 'node:timers/promises';
import type { Seconds } from '../../../src/domain/units.js';
import type { Worker } from '../../../test/services/cluster/support/worker.js';
import type { World } from '../../../test/services/cluster/support/world.js';
import { mortals, roles, type Role } from './planFaults.js';

/** Workers of both roles: of each one that stays, and some that may be killed and are followed by others. */
export interface Crew {
  /** Those that stay, by role. */
  readonly staying: Readonly<Record<Role, Worker>>;
  /** Ends one in that way; resolves when another has taken its place. */
  strike(role: Role, which: number, how: Strike): Promise<void>;
  /** A further one comes and goes. */
  guest(role: Role, how: { readonly signal: NodeJS.Signals; readonly stays: Seconds }): Promise<void>;
  /** Asks all that run to end. */
  endAll(): Promise<void>;
  /** What nobody asked for: workers that ended by themselves, or did not end when they were asked to. */
  readonly faults: () => readonly string[];
  readonly started: () => number;
  /** Longest time from SIGTERM to the end, seconds. */
  readonly slowestEnd: () => Seconds;
}

export interface Strike {
  readonly signal: NodeJS.Signals;
  readonly back: Seconds;
}

/** Who is asked to end gives up what is in hand after the drain's 30 s, and may be waiting for a server that is away. */
const longestEnd: Seconds = 60;

/** Starts them. They run until the world closes, but for `limit` milliseconds at most. */
export function startCrew(world: World, limit: number): Crew {
  const faults: string[] = [];
  const asked = new Set<Worker>();
  const running = new Map<Worker, Role>();
  let [started, slowest] = [0, 0];
  const start = (role: Role): Worker => {
    const worker = world.worker({ names: [role], limit });
    started += 1;
    running.set(worker, role);
    void watch(role, worker);
    return worker;
  };
  const watch = async (role: Role, worker: Worker): Promise<void> => {
    const { code, stderr } = await worker.ended;
    running.delete(worker);
    if (!asked.has(worker))
      faults.push(`${role} worker ended by itself with code ${code}: ${stderr.slice(-1500)}`);
  };
  const end = async (role: Role, worker: Worker, signal: NodeJS.Signals): Promise<void> => {
    asked.add(worker);
    const began = performance.now();
    worker.kill(signal);
    const late = new AbortController();
    const over = await Promise.race([
      worker.ended,
      pause(longestEnd * 1000, undefined, { signal: late.signal }),
    ]);
    late.abort();
    if (over === undefined) {
      faults.push(`${role} worker did not end in ${longestEnd} s: ${worker.stderr().slice(-1500)}`);
      worker.kill('SIGKILL');
      return;
    }
    // A signal that came before the program listens ends it as it ends any program.
    if (signal === 'SIGTERM' && over.code !== 130 && over.code !== null)
      faults.push(`${role} worker ended with code ${over.code}: ${over.stderr.slice(-1500)}`);
    if (signal === 'SIGTERM') slowest = Math.max(slowest, (performance.now() - began) / 1000);
  };
  const staying = { ingest: start('ingest'), match: start('match') };
  const slots = new Map(roles.map((role) => [role, Array.from({ length: mortals }, () => start(role))]));
  const busy = new Set<string>();
  return {
    staying,
    async strike(role, which, { signal, back }) {
      const [slot, name] = [slots.get(role) ?? [], `${role} ${which}`];
      // The one before has not been followed yet.
      if (busy.has(name)) return;
      busy.add(name);
      await end(role, slot[which], signal);
      await pause(back * 1000);
      slot[which] = start(role);
      busy.delete(name);
    },
    async guest(role, { signal, stays }) {
      const worker = start(role);
      await pause(stays * 1000);
      await end(role, worker, signal);
    },
    async endAll() {
      await Promise.all([...running].map(([worker, role]) => end(role, worker, 'SIGTERM')));
    },
    faults: () => faults,
    started: () => started,
    slowestEnd: () => slowest,
  };
}
