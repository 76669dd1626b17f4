import type { Credits } from '../track.js';
import { shortText } from './shortText.js';
import { hasHidden, withoutHidden } from './visible.js';

/** Characters of a title, an artist or a licence. */
const longest = 500;

export interface TidyCredits {
  readonly credits: Credits;
  /** What was done to them, for the person who wrote them. */
  readonly notes: readonly string[];
}

/**
 * Credits as a track keeps them, wherever they come from: each on one line, of 500 characters at most, without characters that nobody
 * sees; those with nothing left are left out. Tidying what is tidy changes nothing.
 */
export function tidyCredits({ title, artist, licence }: Credits): TidyCredits {
  const tidied = Object.entries({ title, artist, licence }).map(([name, text]) => tidy(name, text ?? ''));
  return {
    credits: Object.fromEntries(tidied.flatMap(({ name, text }) => (text === '' ? [] : [[name, text]]))),
    notes: tidied.flatMap(({ notes }) => notes),
  };
}

function tidy(name: string, given: string): { name: string; text: string; notes: readonly string[] } {
  const line = given.replace(/\s+/gu, ' ').trim();
  const seen = withoutHidden(line).replace(/\s+/gu, ' ').trim();
  return {
    name,
    text: shortText(seen, longest),
    notes: [
      ...(hasHidden(line) ? [`characters that nobody sees were taken out of its ${name}`] : []),
      ...(seen.length > longest
        ? [`its ${name} had ${seen.length} characters and was cut to ${longest}`]
        : []),
    ],
  };
}
