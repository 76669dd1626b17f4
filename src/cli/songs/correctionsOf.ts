import { flagName } from '../config/flagName.js';
import { correctionsSchema, type Corrections } from './correctionsSchema.js';

export type CorrectionFlags = Readonly<
  Partial<Record<'title' | 'artist' | 'licence' | 'bpm' | 'key' | 'meter' | 'firstDownbeat', string>>
>;

const number = (text: string | undefined): number | string | undefined =>
  text === undefined || text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);

/** Corrections from flags, or what is wrong with them, a line each. */
export function correctionsOf(flags: CorrectionFlags): Corrections | readonly string[] {
  const { title, artist, licence, key } = flags;
  const [bpm, meter, firstDownbeat] = [flags.bpm, flags.meter, flags.firstDownbeat].map(number);
  const given = Object.entries({ title, artist, licence, bpm, key, meter, firstDownbeat });
  const result = correctionsSchema.safeParse(
    Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  );
  if (result.success) return result.data;
  return result.error.issues.map(
    ({ path, message }) =>
      `${flagName(String(path[0]))}: ${message} (given: ${JSON.stringify(flags[path[0] as keyof CorrectionFlags])})`, // the schema's fields
  );
}
