import type { Clock } from '../ports/clock.js';

export interface Interruptions {
  /** The first Ctrl-C (or SIGTERM): finish what is in hand. */
  readonly drain: () => void;
  /** The second: stop at once. */
  readonly stop: () => void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * npm passes on to its script the very signal that the terminal has already sent it, some milliseconds later: one Ctrl-C
 * arrives twice. What follows the first within this many milliseconds is the same Ctrl-C.
 */
const echo = 300;

/** Hears the signals that ask the program to end, each Ctrl-C once; returns how to stop listening. */
export function listenForInterruptions(
  { drain, stop }: Interruptions,
  clock: Pick<Clock, 'now'>,
  emitter: Pick<NodeJS.EventEmitter, 'on' | 'off'> = process,
): () => void {
  let first: number | undefined;
  const heard = (): void => {
    if (first === undefined) {
      first = clock.now();
      drain();
    } else if (clock.now() - first > echo) stop();
  };
  signals.forEach((signal) => emitter.on(signal, heard));
  return () => signals.forEach((signal) => emitter.off(signal, heard));
}
