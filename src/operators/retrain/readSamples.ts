import { sampleSchema, type Sample } from '../../domain/learning/sample.js';
import { jsonOf } from '../../domain/text/jsonOf.js';
import type { Log, LogRecord, Place } from '../../ports/log.js';

/** A part of the topic: for each partition from one offset to another. */
export interface SampleRange {
  readonly from: Place;
  readonly upTo: Place;
}

type Samples = Pick<Log, 'readTable'>;

const decoder = new TextDecoder();

/** Shows each training sample that lies in a part of their topic; what cannot be read is passed over. */
export const eachSample = (log: Samples, range: SampleRange, show: (sample: Sample) => void): Promise<void> =>
  eachRecord(log, range, ({ value }) => {
    const read = sampleSchema.safeParse(jsonOf(decoder.decode(value ?? undefined)));
    if (read.success) show(read.data);
  });

/** Of more the keys are not looked at: a sample that came twice counts twice. */
const mostKeys = 100_000;

/** How many training samples lie there. */
export async function countSamplesIn(log: Samples, range: SampleRange): Promise<number> {
  const keys = new Set<string>();
  let more = 0;
  await eachRecord(log, range, ({ key }) => {
    if (keys.size < mostKeys) keys.add(key);
    else if (!keys.has(key)) more += 1;
  });
  return keys.size + more;
}

function eachRecord(
  log: Samples,
  { from, upTo }: SampleRange,
  show: (record: LogRecord) => void,
): Promise<void> {
  // A topic that was made anew begins anew.
  const since = upTo.map((end, partition) => {
    const first = from.at(partition) ?? 0;
    return first > end ? 0 : first;
  });
  return log.readTable('training-samples', { since }).forEach((record) => {
    const { partition, offset, value } = record;
    if (value !== null && offset < (upTo.at(partition) ?? 0)) show(record);
  });
}
