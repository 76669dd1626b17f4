import type { Clock } from '../../src/ports/clock.js';

export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

/** A clock that stands still until told. */
export function manualClock(start = 1_000_000): ManualClock {
  let now = start;
  const timers = new Set<{ every: number; next: number; tick: () => void }>();
  return {
    now: () => now,
    every(every, tick) {
      const timer = { every, next: now + every, tick };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = [...timers]
          .filter(({ next }) => next <= end)
          .sort((a, b) => a.next - b.next)
          .at(0);
        if (!due) break;
        now = due.next;
        due.next += due.every;
        due.tick();
      }
      now = end;
    },
  };
}
