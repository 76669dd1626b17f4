import { z } from 'zod';
import { stemNames } from './role.js';
import { shownUri } from './source/shownUri.js';
import { tidyCredits } from './text/tidyCredits.js';
import { creditsSchema, givenSchema, type Credits, type Given, type TrackMessage } from './track.js';

/** What one publisher's id says of a sound: where it lies, what its tags say, and what a person knows better. */
export const publicationSchema = z.object({
  id: z.string(),
  uri: z.string().optional(),
  stems: z.partialRecord(z.enum(stemNames), z.string()).optional(),
  /** As stated by the publisher. */
  credits: creditsSchema,
  /** As found in the file. */
  tags: creditsSchema,
  given: givenSchema,
  /** What the user should know of this publication. */
  notes: z.array(z.string()),
});
export type Publication = Readonly<z.infer<typeof publicationSchema>>;

/** What all publications of one sound say together. */
export interface Published {
  /** Credits, and where it lies as far as that may be shown: it goes into every mashup. */
  readonly source: Credits & { readonly uri: string };
  readonly given: Given;
}

/** A message as a publication, its texts tidied; fields that say nothing are left out. */
export const publicationOf = (
  id: string,
  { uri, stems, title, artist, licence, given = {} }: TrackMessage,
  tags: Credits,
): Publication => {
  const [stated, tagged] = [tidyCredits({ title, artist, licence }), tidyCredits(tags)];
  return {
    id,
    ...(uri !== undefined && { uri }),
    ...(stems && { stems }),
    credits: inOrder(creditsSchema, [stated.credits]),
    tags: inOrder(creditsSchema, [tagged.credits]),
    given: inOrder(givenSchema, [given]),
    notes: [...new Set([...stated.notes, ...tagged.notes])],
  };
};

/** Publications without the one under an id, or with another in its place, in the order of their ids. */
export const withPublication = (
  all: readonly Publication[],
  id: string,
  publication?: Publication,
): readonly Publication[] =>
  [...all.filter((each) => each.id !== id), ...(publication ? [publication] : [])].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );

/**
 * What publications of one sound (one at least, in the order of their ids) say together, field by field: the first that says it. So
 * the order in which they came makes no difference. What is stated wins over tags.
 */
export function saidTogether(publications: readonly Publication[]): Published {
  const [first] = publications;
  const stated = publications.map(({ credits }) => credits);
  const tagged = publications.map(({ tags }) => tags);
  return {
    source: {
      ...inOrder(creditsSchema, [...stated, ...tagged]),
      uri: shownUri(first.uri ?? Object.values(first.stems ?? {}).at(0) ?? first.id),
    },
    given: inOrder(
      givenSchema,
      publications.map(({ given }) => given),
    ),
  };
}

/** The first that is said for each field, fields in the order of the schema: equal content has equal JSON. */
function inOrder<T extends object>(
  { shape }: { readonly shape: Readonly<Record<string, unknown>> },
  said: readonly T[],
): T {
  const fields = Object.keys(shape).flatMap((name) => {
    const found = said.find((each) => valueIn(each, name) !== undefined);
    return found ? [[name, valueIn(found, name)]] : [];
  });
  return Object.fromEntries(fields) as T; // fields of T, each from a T
}

const valueIn = (from: object, name: string): unknown => (from as Record<string, unknown>)[name];
