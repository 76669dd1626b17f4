// eslint-disable-next-line no-restricted-imports -- an abrupt stop is meant to leave deliveries unsettled
import { lastValueFrom, merge, Subject, takeUntil as stopAt, tap } from 'rxjs';
import type { Outcome } from '../operators/message.js';
import type { Output } from '../operators/output.js';
import type { Log } from '../ports/log.js';
import { runTopology, type RunTopologyOptions } from './runTopology.js';
import type { Topology } from './topology.js';

export interface RunOptions extends Omit<RunTopologyOptions, 'drain$'> {
  readonly topologies: readonly Topology[];
  /** Told of everything that was written. */
  readonly onWritten?: (outcome: Outcome<Output>) => void;
}

/** A running set of topologies. */
export interface Running {
  /** Resolves when all have drained or were stopped; rejects when the process must stop. */
  readonly ended: Promise<void>;
  /** Takes nothing more in and finishes what is in hand. */
  drain(): void;
  /** Ends at once; unfinished records come back at the next start. */
  stop(): void;
  /** True when no record waits in any topic: upstream is asked first, so nothing can slip past. */
  idle(): Promise<boolean>;
}

/** Runs topologies in one process. Give them upstream first. */
export function run(options: RunOptions): Running {
  const { topologies, log } = options;
  const drain$ = new Subject<void>();
  const stop$ = new Subject<void>();
  const streams = topologies.map((topology) => runTopology(topology, { ...options, drain$ }));
  const all$ = merge(...streams).pipe(
    tap((outcome) => options.onWritten?.(outcome)),
    stopAt(stop$),
  );
  const ended = lastValueFrom(all$, { defaultValue: null }).then(() => undefined);
  // Whoever waits for it hears of a failure; until somebody does, it is no unhandled rejection.
  ended.catch(() => undefined);
  return {
    ended,
    drain: () => drain$.next(),
    stop: () => stop$.next(),
    idle: () => allRead(log, topologies),
  };
}

async function allRead(log: Log, topologies: readonly Topology[]): Promise<boolean> {
  for (const { name, topic } of topologies) {
    const lags = await log.lag(name, [topic]);
    if (lags.some(({ lag }) => lag > 0)) return false;
  }
  return true;
}
