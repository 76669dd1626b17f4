import { PipelineError } from '../../errors.js';
import type { Log, LogRecord, Place } from '../../ports/log.js';
import { commandLine } from '../commandLine.js';
import { refuse } from '../refuse.js';
import { letterOf } from './letter.js';

/**
 * The dead letter at a place, its own (`dead-letters/0/5`) or that of the original record (`tracks/3/17`; of several the newest). Errors: `bad-config` where
 * the place cannot be read, `not-found`.
 */
export async function findLetter(log: Log, place: string): Promise<LogRecord> {
  const parts = /^(.+)\/(\d+)\/(\d+)$/.exec(place);
  if (!parts)
    refuse([
      `${JSON.stringify(place)} is no place: topic/partition/offset, such as tracks/3/17 or dead-letters/0/5`,
    ]);
  const [, topic, partition, offset] = parts;
  let found: LogRecord | undefined;
  const own = topic === 'dead-letters';
  const since = own ? await onlyFrom(log, Number(partition), Number(offset)) : [];
  await log.readTable('dead-letters', { since }).forEach((record) => {
    const { place: original, letter } = letterOf(record);
    if ((own ? letter : original) === place) found = record;
  });
  if (found) return found;
  throw new PipelineError(
    'not-found',
    `There is no dead letter of ${place}. To see which there are: ${commandLine(['deadletters', 'list'])}`,
  );
}

/** All partitions from their end but one, from that offset. */
async function onlyFrom(log: Log, partition: number, offset: number): Promise<Place> {
  const ends = await log.end('dead-letters');
  return ends.map((end, i) => (i === partition ? offset : end));
}
