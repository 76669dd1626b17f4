import type { LogRecord } from '../../../ports/log.js';

type Place = Pick<LogRecord, 'topic' | 'partition' | 'offset' | 'key'>;

const nameOf = ({ topic, partition, offset, key }: Place): string => `${topic}/${partition}/${offset} ${key}`;

/** The newest of the letters that tells of each record, by the place that its headers name; undefined where there is none. */
export function lettersAmong(
  letters: readonly LogRecord[],
  records: readonly Place[],
): readonly (LogRecord | undefined)[] {
  const newest = new Map<string, LogRecord>();
  for (const letter of letters) {
    const { 'error.topic': topic, 'error.partition': partition, 'error.offset': offset } = letter.headers;
    newest.set(`${topic}/${partition}/${offset} ${letter.key}`, letter);
  }
  return records.map((record) => newest.get(nameOf(record)));
}
