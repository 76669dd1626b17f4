import { tell, type StoreObserver } from '../../metrics.js';

/** Tells all who were added, from then on. */
export interface StoreObservers extends StoreObserver {
  add(observer: StoreObserver): void;
}

/** Nobody listens yet: stores are opened before those who look on are there. */
export function storeObservers(): StoreObservers {
  const all: StoreObserver[] = [];
  const each = (what: (observer: StoreObserver) => void): void =>
    all.forEach((observer) => tell(observer, what));
  return {
    add: (observer) => void all.push(observer),
    answered: (...args) => each((observer) => observer.answered(...args)),
    erred: (...args) => each((observer) => observer.erred(...args)),
  };
}
