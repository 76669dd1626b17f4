import type { Seconds } from '../units.js';
import type { Stretch } from './stretch.js';

/** When a part comes in and when it goes out, both from the beginning of the fade to its end; before and after it is silent. */
export interface Edges {
  readonly in: Stretch;
  readonly out: Stretch;
}

/** The bars that are used of a part, on the clock of its audio. */
export interface BarLines {
  /** The first line, and the one that closes the last bar. */
  readonly first: Seconds;
  readonly last: Seconds;
  /** Length of a bar. */
  readonly bar: Seconds;
}
