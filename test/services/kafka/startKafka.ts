import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../support/freePort.js';
import type { Place, Server, ServerKind } from '../server/server.js';
import { startServer } from '../server/startServer.js';
import { runTool } from '../tools/runTool.js';
import { brokerAnswers } from './brokerAnswers.js';
import { brokerSettings, type BrokerSettings } from './brokerSettings.js';
import { installKafka } from './installKafka.js';

export interface KafkaAddress {
  readonly brokers: readonly string[];
}

export interface KafkaChanges {
  /** They override those of brokerSettings.ts, which are given; some depend on where it is to run. */
  readonly settings?: (usual: BrokerSettings, place: Place) => BrokerSettings;
  /** Further words for `kafka-storage format`. */
  readonly format?: readonly string[];
}

/** Starts a Kafka of one node; topics are not made by themselves. */
export async function startKafka(changes: KafkaChanges = {}): Promise<Server<KafkaAddress>> {
  const jars = await installKafka();
  return startServer(kafkaOf(jars, changes));
}

const propertiesOf = ({ dir }: Place): string => join(dir, 'server.properties');

/** A cluster's id: 16 bytes in base64; any will do. */
const cluster = 'bWFzaHN0cmVhbS10ZXN0cw';

const kafkaOf = (jars: string, { settings, format: more = [] }: KafkaChanges): ServerKind<KafkaAddress> => ({
  name: 'Kafka',
  prepare: async (place) => {
    const usual = brokerSettings(place, await freePort());
    const all = { ...usual, ...settings?.(usual, place) };
    const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(propertiesOf(place), lines.join(''));
    const format = ['format', '--ignore-formatted', '-t', cluster, '-c', propertiesOf(place), ...more];
    await runTool('java', [...virtualMachine(jars, 64), 'kafka.tools.StorageTool', ...format]);
  },
  command: (place) => ['java', ...virtualMachine(jars, 256), 'kafka.Kafka', propertiesOf(place)],
  address: ({ port }) => ({ brokers: [`127.0.0.1:${port}`] }),
  answers: brokerAnswers,
  end: 'SIGTERM',
});

/** Java for a small, short life: the heap in MiB, one thread of garbage collection, quick compilation. */
const virtualMachine = (jars: string, heap: number): readonly string[] => [
  ...[`-Xmx${heap}m`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.net.preferIPv4Stack=true'],
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  ...['-cp', join(jars, '*')],
];
