import { freePort } from '../../support/freePort.js';
import type { Server } from '../server/server.js';
import { standBetween, type Between } from './standBetween.js';
import { startKafka, type KafkaAddress } from './startKafka.js';

export interface KafkaBehind {
  readonly between: Between;
  readonly server: Server<KafkaAddress>;
}

/** A Kafka that tells its clients to come through `between`; `ending` is given what is to be called at the end, in reverse. */
export async function kafkaBehind(ending: (end: () => unknown) => void): Promise<KafkaBehind> {
  const door = await freePort();
  let behind = 0;
  const between = await standBetween(door, () => behind);
  ending(() => between.close());
  const server = await startKafka({
    settings: (_, { port }) => {
      behind = port;
      return { 'advertised.listeners': `PLAINTEXT://127.0.0.1:${door}` };
    },
  });
  ending(() => server.stop());
  return { between, server };
}
