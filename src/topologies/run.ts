// eslint-disable-next-line no-restricted-imports -- an abrupt stop is meant to leave deliveries unsettled
import { finalize, lastValueFrom, merge, Subject, takeUntil as stopAt, tap, type Observable } from 'rxjs';
import { tell } from '../metrics.js';
import type { Failure, Outcome } from '../operators/stream/message.js';
import type { Log } from '../ports/log.js';
import { runTopology, type RunningTopology, type RunTopologyOptions } from './runTopology.js';
import type { Topology } from './topology.js';

export interface RunOptions extends Omit<RunTopologyOptions, 'drain$'> {
  readonly topologies: readonly Topology[];
  /** Told of every failure, once its dead letter is durable. */
  readonly onFailure?: (failure: Failure) => void;
}

/** A running set of topologies. `names` chooses some of them; left out: all. */
export interface Running {
  /** Resolves when all have drained or were stopped; rejects when the process must stop. */
  readonly ended: Promise<void>;
  /** Takes nothing more in, finishes what is in hand and leaves the group; resolves when that is done, or cut off. */
  drain(names?: readonly string[]): Promise<void>;
  /** Ends at once; unfinished records come back at the next start. */
  stop(): void;
  /** True when no record waits in any topic: upstream is asked first, so nothing can slip past. */
  idle(names?: readonly string[]): Promise<boolean>;
  /** Does this process own the partition of that topology's topic? Of all workers, one does. */
  owns(name: string, partition: number): boolean;
  /** Why nothing can come to one of them just now; undefined: no reason is known. */
  hindrance(): string | undefined;
}

interface Part extends Pick<RunningTopology, 'owns' | 'hindrance'> {
  readonly topology: Topology;
  readonly stream$: Observable<Outcome<unknown>>;
  drain(): void;
  readonly done: Promise<void>;
}

function startPart(topology: Topology, options: RunOptions): Part {
  const drain$ = new Subject<void>();
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  const running = runTopology(topology, { ...options, drain$ });
  const stream$ = running.done$.pipe(finalize(() => finish()));
  return {
    topology,
    stream$,
    owns: (partition) => running.owns(partition),
    hindrance: () => running.hindrance(),
    done,
    drain: () => drain$.next(),
  };
}

/** Runs topologies in one process. Give them upstream first. */
export function run(options: RunOptions): Running {
  const { topologies, log } = options;
  const stop$ = new Subject<void>();
  const parts = topologies.map((topology) => startPart(topology, options));
  const chosen = (names?: readonly string[]): readonly Part[] =>
    parts.filter(({ topology }) => names?.includes(topology.name) ?? true);
  const all$ = merge(...parts.map(({ stream$ }) => stream$)).pipe(
    tap((outcome) => {
      if (outcome.kind === 'failure' && !outcome.delivery.lost.aborted)
        tell(options, ({ onFailure }) => onFailure?.(outcome));
    }),
    stopAt(stop$),
  );
  const ended = lastValueFrom(all$, { defaultValue: null }).then(() => undefined);
  // Whoever waits for it hears of a failure; until somebody does, it is no unhandled rejection.
  ended.catch(() => undefined);
  return {
    ended,
    async drain(names) {
      for (const part of chosen(names)) part.drain();
      await Promise.all(chosen(names).map(({ done }) => done));
    },
    stop: () => stop$.next(),
    hindrance: () => parts.map((part) => part.hindrance()).find((reason) => reason !== undefined),
    owns: (name, partition) => chosen([name]).some((part) => part.owns(partition)),
    idle: (names) =>
      allRead(
        log,
        chosen(names).map(({ topology }) => topology),
      ),
  };
}

async function allRead(log: Log, topologies: readonly Topology[]): Promise<boolean> {
  for (const { name, topic } of topologies) if (await log.waits(name, [topic])) return false;
  return true;
}
