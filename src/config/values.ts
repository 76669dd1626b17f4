import { z } from 'zod';

/** Text of the environment and of flags is read as a number where it is one. */
export const number = <S extends z.ZodType<number>>(schema: S) =>
  z.preprocess((value) => {
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
    return Number.isNaN(read) ? value : read;
  }, schema);

const switches: ReadonlyMap<unknown, boolean> = new Map(
  ['true', '1', 'yes', 'on', 'false', '0', 'no', 'off'].map((word, i) => [word, i < 4]),
);
export const flag = z.preprocess((value) => switches.get(value) ?? value, z.boolean());

/** Text is a list with commas. */
export const list = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value.split(',').flatMap((word) => (word.trim() ? [word.trim()] : []))
      : value,
  z.array(z.string().min(1)),
);

/** `90-110` */
export const range = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value.split(/[-–]/).map((part) => (part.trim() === '' ? NaN : Number(part)))
      : value,
  z
    .tuple([z.number().min(20).max(400), z.number().min(20).max(400)])
    .refine(([low, high]) => low <= high, 'must be two tempi, the lower first, such as 90-110'),
);

/** Seconds that may be set as a fraction. */
export const seconds = (least: number, most: number) => number(z.number().min(least).max(most));

export const text = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().min(1),
);
export const path = z.string().min(1);
export const count = (max: number) => number(z.int().min(1).max(max));

/** Text of a pattern, else told in the words of `what`. */
export const matching = (pattern: RegExp, what: string) =>
  z.string().refine((value) => pattern.test(value), what);
