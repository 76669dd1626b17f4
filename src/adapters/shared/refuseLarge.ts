import { shownValue } from '../../domain/text/shownValue.js';
import { PipelineError } from '../../errors.js';
import type { NewRecord } from '../../ports/log.js';
import { largestRecord, recordSize } from '../../ports/recordSize.js';

/** Refuses a record over the limit: throws `bad-message`. */
export function refuseLarge(topic: string, record: NewRecord): void {
  const size = recordSize(record);
  if (size <= largestRecord) return;
  throw new PipelineError(
    'bad-message',
    `Appending ${shownValue(record.key)} to topic ${topic}: it has ${size} bytes, more than the ${largestRecord} of a record. Publish less with it.`,
  );
}
