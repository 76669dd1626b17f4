import type { HealthServer, HealthServerOptions, Served } from '../../../adapters/prometheus/healthServer.js';
import { startingMetrics } from '../../../adapters/prometheus/readySeries.js';
import type { Config } from '../../../config.js';

/** Metrics and health over HTTP. */
export interface Health {
  /** Where they are; undefined: nowhere. */
  readonly url: string | undefined;
  /** From now on this is served. */
  serve(served: Served): void;
  close(): Promise<void>;
}

/**
 * Opens metrics and health over HTTP where a port is configured, before anything else is there: the process lives, and says what it `waitsFor`
 * until it can begin. Error `bad-config` where the port cannot be had.
 */
export async function openHealth(
  { httpHost: host, httpPort: port }: Pick<Config, 'httpHost' | 'httpPort'>,
  waitsFor: () => string | undefined = () => undefined,
): Promise<Health> {
  let now: Served = { registry: startingMetrics(), notReady: () => waitsFor() ?? 'starting' };
  const server = port === undefined ? undefined : await serverAt({ served: () => now, host, port });
  return {
    url: server?.url,
    serve: (other) => void (now = other),
    close: async () => server?.close(),
  };
}

/** Loaded where it is wanted: most runs serve nothing. */
async function serverAt(options: HealthServerOptions): Promise<HealthServer> {
  const { healthServer } = await import('../../../adapters/prometheus/healthServer.js');
  return healthServer(options);
}
