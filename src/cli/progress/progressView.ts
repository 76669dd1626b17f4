import type { ProgressEvent } from './progressEvent.js';

/** Shows how the work goes on. */
export interface ProgressView {
  /** A new piece of work begins: `total` tracks (or mashups) in need of work. */
  begin(what: string, total: number): void;
  show(event: ProgressEvent): void;
  /** A line of text, kept. */
  note(line: string): void;
  /** Leaves the terminal as it was. Nothing may be shown afterwards; closing again does nothing. */
  close(): void;
}
