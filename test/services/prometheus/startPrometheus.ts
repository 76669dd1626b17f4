import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place, Server } from '../server/server.js';
import { startServer } from '../server/startServer.js';
import { installPrometheus } from './installPrometheus.js';

export interface PrometheusAddress {
  /** `http://…` without a slash at its end. */
  readonly url: string;
}

/** Starts a Prometheus with that configuration (YAML); files that it names must be given by absolute paths. */
export async function startPrometheus(config = ''): Promise<Server<PrometheusAddress>> {
  const { prometheus } = await installPrometheus();
  const path = ({ dir }: Place): string => join(dir, 'prometheus.yml');
  return startServer({
    name: 'Prometheus',
    prepare: async (place) => {
      await mkdir(join(place.dir, 'data'));
      await writeFile(path(place), config);
    },
    command: (place) => [
      ...([prometheus, '--log.level=warn', `--config.file=${path(place)}`] as const),
      `--storage.tsdb.path=${join(place.dir, 'data')}`,
      `--web.listen-address=127.0.0.1:${place.port}`,
    ],
    address: ({ port }) => ({ url: `http://127.0.0.1:${port}` }),
    answers: prometheusAnswers,
    end: 'SIGTERM',
  });
}

/** Resolves when the server is ready for queries. */
export async function prometheusAnswers({ url }: PrometheusAddress): Promise<void> {
  const answer = await fetch(`${url}/-/ready`, { signal: AbortSignal.timeout(5000) });
  if (!answer.ok) throw new Error(`Prometheus answers ${answer.status}`);
}
