import type { ConfigLayer } from './configLayer.js';

const prefix = 'MASHSTREAM_';

/** Variables that are no settings: where the file is, and what only tests read. */
const foreign = /^MASHSTREAM_(CONFIG|TEST_.*)$/;

const variableOf = (field: string): string =>
  prefix + field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const fieldOf = (variable: string): string =>
  variable
    .slice(prefix.length)
    .toLowerCase()
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Settings named `MASHSTREAM_…`: `MASHSTREAM_CLIPS_PER_TRACK` is `clipsPerTrack`. An empty one counts as not set. */
export function environmentLayer(env: NodeJS.ProcessEnv): ConfigLayer {
  const set = Object.entries(env).filter(
    ([name, value]) => name.startsWith(prefix) && !foreign.test(name) && value !== '',
  );
  return {
    values: Object.fromEntries(set.map(([name, value]) => [fieldOf(name), value])),
    nameOf: variableOf,
    problems: [],
  };
}
