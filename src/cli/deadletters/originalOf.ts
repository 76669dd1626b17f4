import type { Log, LogRecord, NewRecord } from '../../ports/log.js';
import type { WholeLetter } from './letterBatches.js';

const isOurs = (name: string): boolean => name.startsWith('error.');

/** The record as it lay in its topic: key, value and headers without those of the dead letter; bytes that are no text unchanged. */
export function originalOf({ key, value, headers, rawKey, rawHeaders }: LogRecord): NewRecord {
  return {
    ...{ key, value },
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !isOurs(name))),
    ...(rawKey !== undefined && { rawKey }),
    ...(rawHeaders && { rawHeaders: rawHeaders.filter(([name]) => !isOurs(name)) }),
  };
}

/** Why the original cannot be put back; undefined: it can. */
export function refusalOf({ letter, record }: WholeLetter): string | undefined {
  const { headers }: { readonly headers: Readonly<Partial<Record<string, string>>> } = record;
  const { 'error.topic': topic, 'error.cut': cut } = headers;
  if (topic === undefined) return 'it does not say where it came from (no header error.topic)';
  if (letter.topic === undefined) return `its topic is not one of ours (${topic})`;
  return cut === undefined ? undefined : `only its beginning was kept (${cut}): publish it again`;
}

/** The later record of the same topic and key by which each letter is out of date; those that are not are left out. `letters`: of one topic. */
export async function supersededBy(
  log: Pick<Log, 'newestOf'>,
  letters: readonly WholeLetter[],
): Promise<ReadonlyMap<WholeLetter, string>> {
  const found = new Map<WholeLetter, string>();
  const [first] = letters;
  const topic = (first as WholeLetter | undefined)?.letter.topic; // there may be none
  if (topic === undefined) return found;
  const keyed = letters.filter(({ record }) => record.rawKey === undefined);
  const newest = await log.newestOf(topic, [...new Set(keyed.map(({ record }) => record.key))]);
  for (const letter of keyed) {
    const later = newest.get(letter.record.key);
    if (later && isLater(later, letter.record))
      found.set(letter, `${topic}/${later.partition}/${later.offset}`);
  }
  return found;
}

/** Where partitions were added the key may lie in another one by now. */
function isLater(later: LogRecord, { headers }: LogRecord): boolean {
  if (later.partition === Number(headers['error.partition']))
    return later.offset > Number(headers['error.offset']);
  return later.timestamp > Number(headers['error.timestamp']);
}
