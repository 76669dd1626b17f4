import { configSchema } from '../../config.js';
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

const isSetting = (variable: string): boolean => fieldOf(variable) in configSchema.shape;

const ours = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(env).filter((name) => name.startsWith(prefix) && !foreign.test(name));

/** Settings named `MASHSTREAM_…`: `MASHSTREAM_CLIPS_PER_TRACK` is `clipsPerTrack`. An empty one counts as not set. */
export function environmentLayer(env: NodeJS.ProcessEnv): ConfigLayer {
  const set = ours(env).filter((name) => isSetting(name) && env[name] !== '');
  return {
    values: Object.fromEntries(set.map((name) => [fieldOf(name), env[name]])),
    nameOf: variableOf,
    problems: [],
  };
}

/**
 * Variables that look like settings and are none, in their order. They are no error: Kubernetes sets `MASHSTREAM_PORT` and others where a
 * service is called mashstream.
 */
export const unknownVariables = (env: NodeJS.ProcessEnv): readonly string[] =>
  ours(env)
    .filter((name) => !isSetting(name))
    .sort();
