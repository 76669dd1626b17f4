import type { StageObserver } from '../../metrics.js';

/** Tells several observers. */
export const allObservers = (observers: readonly StageObserver[]): StageObserver => ({
  started: (...args) => observers.forEach((observer) => observer.started(...args)),
  progressed: (...args) => observers.forEach((observer) => observer.progressed(...args)),
  emitted: (...args) => observers.forEach((observer) => observer.emitted(...args)),
  finished: (...args) => observers.forEach((observer) => observer.finished(...args)),
  failed: (...args) => observers.forEach((observer) => observer.failed(...args)),
});
