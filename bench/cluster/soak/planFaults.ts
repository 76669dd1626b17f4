import { randomFrom, type Random } from '../../../src/domain/random.js';
import type { Seconds } from '../../../src/domain/units.js';
import { serverNames, type ServerName } from '../startServers.js';

export const roles = ['ingest', 'match'] as const;
export type Role = (typeof roles)[number];

/** Workers of each role that may be killed, beside one that stays. */
export const mortals = 2;

/** What befalls the pipeline, `at` so many seconds after the beginning. */
export type Fault = { readonly at: Seconds } & (
  | {
      readonly kind: 'worker';
      readonly role: Role;
      readonly which: number;
      readonly signal: 'SIGKILL' | 'SIGTERM';
      /** Another one takes its place after so many seconds. */
      readonly back: Seconds;
    }
  | {
      /** A further worker comes and goes: partitions change hands twice. */
      readonly kind: 'guest';
      readonly role: Role;
      readonly signal: 'SIGKILL' | 'SIGTERM';
      readonly stays: Seconds;
    }
  | { readonly kind: 'outage'; readonly server: ServerName; readonly away: Seconds }
);

export type Outage = Extract<Fault, { readonly kind: 'outage' }>;

const longestOutage: Seconds = 120;
/** Between two faults. */
const shortestPause: Seconds = 4;
const longestPause: Seconds = 20;
/** Servers are killed in about so many of all faults. */
const outages = 0.2;
const guests = 0.2;

/**
 * The faults of a soak by its seed. Most outages are short; each server has one of the longest, and none goes again before it was back for
 * as long as two pauses.
 */
export function planFaults(seed: string, length: Seconds): readonly Fault[] {
  const random = randomFrom('soak', seed);
  const plan: Fault[] = longOutages(length, random);
  const free = new Map(serverNames.map((name) => [name, [...plan.filter(of(name))]]));
  for (let at = random.range(shortestPause, longestPause); at < length;) {
    const fault = drawFault(at, random);
    const others = fault.kind === 'outage' ? free.get(fault.server) : undefined;
    if (fault.kind !== 'outage' || !others?.some((other) => overlap(other, fault))) {
      plan.push(fault);
      if (fault.kind === 'outage') others?.push(fault);
    }
    at += random.range(shortestPause, longestPause);
  }
  return plan.sort((a, b) => a.at - b.at);
}

const of =
  (name: ServerName) =>
  (fault: Fault): fault is Outage =>
    fault.kind === 'outage' && fault.server === name;

function overlap(a: Outage, b: Outage): boolean {
  const rest = 2 * longestPause;
  return a.at < b.at + b.away + rest && b.at < a.at + a.away + rest;
}

/** One after the other; none where the soak is too short for it. */
const longOutages = (length: Seconds, random: Random): Fault[] =>
  length < 5 * longestOutage
    ? []
    : serverNames.map((server, i) => {
        const part = length / serverNames.length;
        return { kind: 'outage', server, away: longestOutage, at: (i + random.range(0.1, 0.5)) * part };
      });

function drawFault(at: Seconds, random: Random): Fault {
  const kind = random.next();
  const role = roles[random.int(roles.length)];
  const signal = random.next() < 0.6 ? 'SIGKILL' : 'SIGTERM';
  if (kind < outages) {
    const away = 2 + (longestOutage - 2) * random.next() ** 3;
    return { kind: 'outage', at, server: serverNames[random.int(serverNames.length)], away };
  }
  if (kind < outages + guests) return { kind: 'guest', at, role, signal, stays: random.range(4, 25) };
  return { kind: 'worker', at, role, signal, which: random.int(mortals), back: random.range(0, 15) };
}
