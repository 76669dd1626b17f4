/** What somebody knows of a song, as `mash.json` and `song.json` say it. */
export interface Truth {
  /** Name or path of its audio file, or of the folder of its stems. */
  readonly file: string;
  /** Fields of `mash.json`. */
  readonly mash: Readonly<Record<string, unknown>>;
  /** Fields of `song.json`: which composition it is, and in which part of the data. */
  readonly song: Readonly<Record<string, unknown>>;
}
