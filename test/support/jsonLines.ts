/** A line that the program writes with --json; what each type holds is asserted by the tests. */
export interface JsonLine {
  readonly type: string;
  readonly stage?: string;
  readonly kind?: string;
  readonly title?: string;
  readonly fraction?: number;
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly vocal?: string;
  readonly path?: string | null;
}

/** The whole lines of JSON in a text. */
export const jsonLines = (text: string): readonly JsonLine[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JsonLine); // fields are asserted where they are used
