import type { ConfigLayer } from './configLayer.js';

/** Settings given as flags: `--clips-per-track` is `clipsPerTrack`. Undefined ones were not given. */
export function flagLayer(flags: Readonly<Record<string, unknown>>): ConfigLayer {
  return {
    values: Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
    nameOf: (field) => `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    problems: [],
  };
}
