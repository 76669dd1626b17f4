import { filter, firstValueFrom, interval, map, toArray } from 'rxjs';
import { sqliteAttempts } from '../../src/adapters/sqlite/log/sqliteAttempts.js';
import type { Database } from '../../src/adapters/sqlite/database/connect.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteCatalogue } from '../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import { sqliteLog } from '../../src/adapters/sqlite/log/sqliteLog.js';
import type { Topic } from '../../src/domain/topics.js';
import type { Attempts } from '../../src/ports/attempts.js';
import type { Catalogue } from '../../src/ports/catalogue.js';
import type { Log, LogRecord } from '../../src/ports/log.js';
import { run, type Running } from '../../src/topologies/run.js';
import type { Topology } from '../../src/topologies/topology.js';
import { trackUnsettled, type Unsettled } from '../../src/topologies/unsettled.js';
import { systemClock } from '../../src/adapters/files/systemClock.js';

export interface TopologyDriver {
  readonly log: Log;
  readonly attempts: Attempts;
  readonly catalogue: Catalogue;
  readonly unsettled: Unsettled;
  /** Appends a value (JSON, or text as it is; null is a tombstone). */
  publish(topic: Topic, key: string, value: unknown): Promise<void>;
  /** Runs until nothing waits in any topic, then drains. */
  settle(topologies: readonly Topology[], seen?: Log): Promise<void>;
  /** Runs them over a log; left out: the driver's. */
  start(topologies: readonly Topology[], seen?: Log): Running;
  /** Newest value of every key, in the order written. */
  table(topic: Topic): Promise<readonly (LogRecord & { readonly json: unknown })[]>;
  /** Cuts the connection off in mid-work, as a kill does. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * Topologies over the embedded log and catalogue in memory, without any program or server. `asSeen` changes the log that the
 * topologies see.
 */
export function topologyDriver(
  database: Database = openDatabase(':memory:'),
  asSeen: (log: Log) => Log = (log) => log,
): TopologyDriver {
  const log = sqliteLog(database, { clock: systemClock, pollEvery: 5 });
  const catalogue = sqliteCatalogue(database);
  const attempts = sqliteAttempts(database);
  const unsettled = trackUnsettled(systemClock);
  const start = (topologies: readonly Topology[], seen: Log = asSeen(log)): Running =>
    run({ topologies, log: seen, attempts, unsettled });
  return {
    log,
    attempts,
    catalogue,
    unsettled,
    start,
    async publish(topic, key, value) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      await log.append(topic, [{ key, value: value === null ? null : new TextEncoder().encode(text) }]);
    },
    async settle(topologies, seen) {
      const running = start(topologies, seen);
      const idle = async (): Promise<void> => {
        while (!(await running.idle())) await firstValueFrom(interval(2));
      };
      await Promise.race([idle(), running.ended]);
      void running.drain();
      await running.ended;
    },
    async table(topic) {
      const records$ = log.readTable(topic).pipe(
        filter(({ value }) => value !== null),
        map((record) => ({ ...record, json: parsed(record.value) })),
        toArray(),
      );
      return firstValueFrom(records$);
    },
    cut: () => database.close(),
    async close() {
      await log.close();
      await catalogue.close();
      database.close();
    },
  };
}

function parsed(value: Uint8Array | null): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(value ?? new Uint8Array()));
  } catch {
    return undefined;
  }
}
