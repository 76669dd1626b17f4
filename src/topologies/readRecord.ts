import { topics, type ValueOf, type ValueTopic } from '../domain/topics.js';
import { PipelineError } from '../errors.js';
import type { LogRecord } from '../ports/log.js';

/** Reads a value with the schema of its topic; a tombstone is null. Error: `bad-message`. */
export function readRecord<T extends ValueTopic>(topic: T, record: LogRecord): ValueOf<T> | null {
  if (record.value === null) return null;
  const what = `record ${record.offset} of topic ${topic} (key ${JSON.stringify(record.key)})`;
  const json = parseJson(record.value, what);
  const result = topics[topic].schema.safeParse(json);
  if (result.success) return result.data as ValueOf<T>; // zod infers the union of all topics here
  const problems = result.error.issues
    .map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`)
    .join('; ');
  throw new PipelineError(
    'bad-message',
    `Reading ${what}: ${problems}. Correct the message and publish it again.`,
  );
}

/** The same for who only looks: undefined for what cannot be read, so that one bad record hides no other. */
export function readRecordIfSound<T extends ValueTopic>(
  topic: T,
  record: LogRecord,
): ValueOf<T> | null | undefined {
  try {
    return readRecord(topic, record);
  } catch {
    return undefined;
  }
}

function parseJson(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new PipelineError('bad-message', `Reading ${what}: it is not JSON. Publish JSON in UTF-8.`, {
      cause,
    });
  }
}
