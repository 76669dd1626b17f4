import { tell, type StageObserver } from '../../../metrics.js';

/** Tells several observers, the others too when one of them throws. */
export function allObservers(observers: readonly StageObserver[]): StageObserver {
  const each = (what: (observer: StageObserver) => void): void =>
    observers.forEach((observer) => tell(observer, what));
  return {
    started: (...args) => each((observer) => observer.started(...args)),
    progressed: (...args) => each((observer) => observer.progressed(...args)),
    emitted: (...args) => each((observer) => observer.emitted(...args)),
    finished: (...args) => each((observer) => observer.finished(...args)),
    failed: (...args) => each((observer) => observer.failed(...args)),
  };
}
