import { setMaxListeners } from 'node:events';

/** The controller of a partition's `lost` signal: the work on each of its records listens to it, so many listeners are no leak. */
export function lossController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
