import { silentObserver, type StageObserver } from '../../metrics.js';

/** Tells people when each stage is done with a message, and in which trace: level `debug` where no log is written. */
export const debugObserver = (note: (line: string) => void): StageObserver => ({
  ...silentObserver,
  finished: (stage, key, seconds, subject) =>
    note(`${stage}: ${key} took ${seconds.toFixed(3)} s${subject ? ` (trace ${subject.trace.id})` : ''}`),
});
