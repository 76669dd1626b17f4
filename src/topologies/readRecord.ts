import type { z } from 'zod';
import { firstFew } from '../domain/text/firstFew.js';
import { longestId, nameProblem } from '../domain/text/nameProblem.js';
import { problemPath, problemText } from '../domain/text/problemText.js';
import { shownValue } from '../domain/text/shownValue.js';
import { topics, type ValueOf, type ValueTopic } from '../domain/topics.js';
import { PipelineError } from '../errors.js';
import type { LogRecord } from '../ports/log.js';
import { largestRecord, recordSize } from '../ports/recordSize.js';

/**
 * Reads a value with the schema of its topic; a tombstone is null, whatever the text of its key, so that anything can be withdrawn. Error `bad-message`,
 * also for a record that is too large or whose key is no text or cannot be an id: a foreign producer, or an earlier version, may have put it there.
 */
export function readRecord<T extends ValueTopic>(topic: T, record: LogRecord): ValueOf<T> | null {
  if (record.rawKey === null) throw refused(record, ['it has no key']);
  if (record.rawKey) throw refused(record, ['the key is no text (UTF-8 without NUL characters)']);
  if (record.value === null) return null;
  // Before anything is made of it: checking millions of wrong entries takes more memory than there is.
  const size = recordSize(record);
  if (size > largestRecord)
    throw refused(record, [`it has ${size} bytes, more than the ${largestRecord} of a record`]);
  const name = nameProblem(record.key, longestId);
  if (name !== undefined) throw refused(record, [`the key ${name}`]);
  const result = topics[topic].schema.safeParse(parseJson(record, record.value), { reportInput: true });
  if (result.success) return result.data as ValueOf<T>; // zod infers the union of all topics here
  throw refused(record, result.error.issues.map(describe));
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

function parseJson(record: LogRecord, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw refused(record, ['it is not JSON in UTF-8'], cause);
  }
}

const describe = (issue: z.core.$ZodIssue): string =>
  `${problemPath(issue) || 'value'}: ${problemText(issue)}`;

const refused = (
  { topic, offset, key }: LogRecord,
  problems: readonly string[],
  cause?: unknown,
): PipelineError =>
  new PipelineError(
    'bad-message',
    `Reading record ${offset} of topic ${topic} (key ${shownValue(key)}): ${firstFew(problems).join('; ')}. ` +
      'Correct the message and publish it again.',
    { cause },
  );
