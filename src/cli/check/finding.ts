/** One thing that was looked at. */
export interface Finding {
  readonly what: string;
  readonly well: boolean;
  /** What was found, or what is wrong and what to do about it. */
  readonly text: string;
}
