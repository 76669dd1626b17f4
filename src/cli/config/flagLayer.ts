import type { ConfigLayer } from './configLayer.js';
import { flagName } from './flagName.js';

/** Settings given as flags: `--clips-per-track` is `clipsPerTrack`. Undefined ones were not given. */
export function flagLayer(flags: Readonly<Record<string, unknown>>): ConfigLayer {
  return {
    values: Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
    nameOf: flagName,
    problems: [],
  };
}
