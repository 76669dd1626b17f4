import { expect, it } from 'vitest';
import { planFaults, type Fault, type Outage } from '../../../bench/cluster/soak/planFaults.js';
import { serverNames } from '../../../bench/cluster/startServers.js';

const length = 1800;
const seeds = Array.from({ length: 20 }, (_, n) => `seed ${n}`);
const isOutage = (fault: Fault): fault is Outage => fault.kind === 'outage';

it('the faults of a soak follow from its seed, and come within its time, in order', () => {
  for (const seed of seeds) {
    const plan = planFaults(seed, length);
    expect(planFaults(seed, length)).toEqual(plan);
    const times = plan.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((at) => at > 0 && at < length)).toBe(true);
  }
  expect(planFaults('seed 0', length)).not.toEqual(planFaults('seed 1', length));
});

it('each server has an outage of two minutes, none a longer one, and none goes again before it was back for a while', () => {
  for (const seed of seeds)
    for (const name of serverNames) {
      const outages = planFaults(seed, length).filter(isOutage);
      const own = outages.filter(({ server }) => server === name);
      expect(Math.max(...own.map(({ away }) => away))).toBe(120);
      own.slice(1).forEach(({ at }, n) => expect(at - own[n].at - own[n].away).toBeGreaterThanOrEqual(40));
    }
});

it('workers of both roles are killed, asked to end, and joined by others; a short soak has no long outages', () => {
  const plan = planFaults('1', length);
  const worker = (role: string, signal: string): boolean =>
    plan.some((fault) => fault.kind === 'worker' && fault.role === role && fault.signal === signal);
  for (const role of ['ingest', 'match'])
    expect([worker(role, 'SIGKILL'), worker(role, 'SIGTERM')]).toEqual([true, true]);
  expect(plan.some(({ kind }) => kind === 'guest')).toBe(true);
  expect(
    planFaults('1', 60)
      .filter(isOutage)
      .every(({ away }) => away < 120),
  ).toBe(true);
});
