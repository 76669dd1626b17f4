import type { z } from 'zod';
import {
  currentKey,
  currentModelSchema,
  modelKey,
  publishedModelSchema,
  type CurrentModel,
  type PublishedModel,
} from '../../../domain/learning/publishedModel.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';
import type { LogRecord } from '../../../ports/log.js';

const decoder = new TextDecoder();

/** Others may have written there, too: what cannot be read is passed over. */
function valueOf<S extends z.ZodType>(schema: S, { value }: LogRecord): z.infer<S> | undefined {
  if (value === null) return undefined;
  const read = schema.safeParse(jsonOf(decoder.decode(value)));
  return read.success ? read.data : undefined;
}

/** The published model of a record of topic `models`; undefined: it is none. */
export function publishedIn(record: LogRecord): PublishedModel | undefined {
  const model = valueOf(publishedModelSchema, record);
  return model && modelKey(model) === record.key ? model : undefined;
}

/** Which version a record of topic `models` makes current; undefined: none. */
export function currentIn(record: LogRecord): CurrentModel | undefined {
  const current = valueOf(currentModelSchema, record);
  return current && currentKey(current.name) === record.key ? current : undefined;
}
