import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import fastify from 'fastify';
import type { Registry } from 'prom-client';
import { PipelineError } from '../../errors.js';

/** What is served of a process; it may be other things later. */
export interface Served {
  readonly registry: Registry;
  /** Why no work is taken in just now (draining, stalled); undefined: ready. */
  readonly notReady: () => string | undefined;
}

export interface HealthServerOptions {
  readonly served: () => Served;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Requests of probes come whole and at once; answers take milliseconds. */
const limits = {
  requestTimeout: 5000,
  keepAliveTimeout: 5000,
  maxRequestsPerSocket: 1000,
  bodyLimit: 1024,
  http: { headersTimeout: 5000, connectionsCheckingInterval: 1000, maxHeaderSize: 8192 },
} as const;
const mostConnections = 64;

/** Serves /metrics (Prometheus text), /healthz (alive) and /readyz (503 with the reason while no work is taken in). */
export async function healthServer({ served, host, port }: HealthServerOptions): Promise<HealthServer> {
  const server = fastify({ ...limits, logger: false, forceCloseConnections: true });
  limitConnections(server.server);
  server.get('/metrics', async (_, reply) => {
    const { registry } = served();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  server.get('/healthz', () => 'alive\n');
  server.get('/readyz', (_, reply) => {
    const reason = served().notReady();
    return reply.code(reason === undefined ? 200 : 503).send(`${reason ?? 'ready'}\n`);
  });
  const url = await server.listen({ host, port }).catch((cause: unknown) => {
    const what = `Opening port ${port} on ${host} for metrics: ${cause instanceof Error ? cause.message : String(cause)}.`;
    throw new PipelineError(
      'bad-config',
      `${what} Choose another with --http-port, or leave the option out.`,
      { cause },
    );
  });
  return { url, close: () => server.close() };
}

/** The connection that has been open longest makes way for a new one: who holds many idle ones keeps nobody out. */
function limitConnections(server: Server): void {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    const [oldest] = open;
    if (open.size > mostConnections) oldest.destroy();
  });
}
