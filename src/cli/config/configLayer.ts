/** Settings from one place, not yet checked. */
export interface ConfigLayer {
  readonly values: Readonly<Record<string, unknown>>;
  /** How a person would name the setting there: `--top`, `MASHSTREAM_TOP`, `"top" in mashstream.json`. */
  readonly nameOf: (field: string) => string;
  /** Is its value never to be shown, because of where it came from? Left out: none is hidden. */
  readonly isHidden?: (field: string) => boolean;
  /** What is wrong with the place itself. */
  readonly problems: readonly string[];
}
