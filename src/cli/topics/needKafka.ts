import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import { isCluster } from '../runtime/wiring/clusterOptions.js';
import { refuse } from '../refuse.js';

/** Error `bad-config` where the log lies in a data folder, which makes its topics by itself. */
export function needKafka(config: Config): void {
  if (isCluster(config)) return;
  throw new PipelineError(
    'bad-config',
    'No Kafka is configured: the log lies in the data folder, where topics need not be made. ' +
      'Name it with --kafka-brokers host:port (MASHSTREAM_KAFKA_BROKERS).',
  );
}

/** The number of a flag; undefined: it was not given. Error `bad-config`. */
export function countOf(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
  return refuse([`${flag} must be a whole number from 1 to ${most} (given: ${JSON.stringify(text)})`]);
}
