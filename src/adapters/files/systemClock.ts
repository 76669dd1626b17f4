import type { Clock } from '../../ports/clock.js';

/** The machine's own clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  every: (every, tick) => {
    const timer = setInterval(tick, every);
    return () => clearInterval(timer);
  },
};
