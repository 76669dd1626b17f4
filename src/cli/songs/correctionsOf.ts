import { problemText } from '../../domain/text/problemText.js';
import { shownValue } from '../../domain/text/shownValue.js';
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
    { reportInput: true },
  );
  if (result.success) return result.data;
  return result.error.issues.map((issue) => {
    const field = String(issue.path[0]);
    const given = Object.entries(flags).find(([name]) => name === field)?.[1];
    return `${flagName(field)}: ${problemText(issue)} (given: ${shownValue(given)})`;
  });
}
