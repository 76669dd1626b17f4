import { z } from 'zod';
import type { LogRecord, NewRecord, RawHeader, RawParts } from '../../../ports/log.js';
import { keyText } from '../../shared/keyText.js';
import { damaged } from '../database/damaged.js';

/** No key of text begins so by chance: U+FFFF is no character. */
const mark = '\uFFFF';

/**
 * The column `key`, by which records supersede each other: a raw key is told by its bytes, and records without a key supersede nothing. `place` is the
 * record's own.
 */
export function keyColumn({ key, rawKey }: NewRecord, place: string): string {
  if (rawKey === undefined) return key;
  return rawKey === null ? `${mark}none ${place}` : `${mark}${base64(rawKey)}`;
}

/** The column `raw`: raw parts as JSON with their bytes in base64; null where there are none. */
export function rawColumn({ rawKey, rawHeaders }: RawParts): string | null {
  if (rawKey === undefined && rawHeaders === undefined) return null;
  return JSON.stringify({
    key: rawKey && base64(rawKey),
    headers: rawHeaders?.map(([name, value]) => [name, value && base64(value)]),
  });
}

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const columnSchema = z.object({
  key: bytes.nullable().optional(),
  headers: z.array(z.tuple([z.string(), bytes.nullable()])).optional(),
});

/** The raw parts of a row, and the key that text can tell of them; `unreadable` where they are not as they were written. */
export function rawPartsOf(json: string, path: string): RawParts & Partial<Pick<LogRecord, 'key'>> {
  const { key, headers } = read(json, path);
  const rawHeaders: readonly RawHeader[] | undefined = headers;
  return {
    ...(key !== undefined && { rawKey: key, key: keyText(key) }),
    ...(rawHeaders && { rawHeaders }),
  };
}

function read(json: string, path: string): z.infer<typeof columnSchema> {
  try {
    return columnSchema.parse(JSON.parse(json));
  } catch (cause) {
    throw damaged('the raw parts of a record', path, cause);
  }
}

const base64 = (raw: Uint8Array): string => Buffer.from(raw).toString('base64');
