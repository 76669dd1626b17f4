import { configSchema } from '../../config.js';
import type { ConfigLayer } from './configLayer.js';
import { readSetting } from './readSetting.js';

const prefix = 'MASHSTREAM_';
const fileEnding = '_FILE';

/** Variables that are no settings: where the file is, where TensorFlow.js is, and what only tests read. */
const foreign = /^MASHSTREAM_(CONFIG|TFJS|TEST_.*)$/;

/** The variable of a setting: `clipsPerTrack` is `MASHSTREAM_CLIPS_PER_TRACK`. */
export const variableOf = (field: string): string =>
  prefix + field.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

const fieldOf = (variable: string): string =>
  variable
    .slice(prefix.length)
    .toLowerCase()
    .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const isSetting = (variable: string): boolean => Object.hasOwn(configSchema.shape, fieldOf(variable));

/** The setting whose value lies in the file that a variable names; undefined: it is no such variable. */
function filedBy(variable: string): string | undefined {
  const plain = variable.endsWith(fileEnding) ? variable.slice(0, -fileEnding.length) : '';
  return plain.startsWith(prefix) && isSetting(plain) ? plain : undefined;
}

const ours = (env: NodeJS.ProcessEnv): readonly string[] =>
  Object.keys(env).filter((name) => name.startsWith(prefix) && !foreign.test(name));

/**
 * Settings named `MASHSTREAM_…`: `MASHSTREAM_CLIPS_PER_TRACK` is `clipsPerTrack`, and `MASHSTREAM_CLIPS_PER_TRACK_FILE` names a file
 * that holds its value. An empty one counts as not set.
 */
export function environmentLayer(env: NodeJS.ProcessEnv): ConfigLayer {
  const set = ours(env).filter((name) => env[name] !== '');
  const values: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const problems: string[] = [];
  for (const name of set.filter(isSetting)) values[fieldOf(name)] = env[name];
  for (const name of set) {
    const plain = filedBy(name);
    if (plain === undefined) continue;
    const read = readSetting(env[name] ?? '');
    if (set.includes(plain)) problems.push(`${name}: ${plain} is set as well; leave one of them out`);
    else if ('problem' in read) problems.push(`${name}: ${read.problem}`);
    else values[fieldOf(plain)] = read.value;
    names.set(fieldOf(plain), name);
  }
  return {
    values,
    nameOf: (field) => names.get(field) ?? variableOf(field),
    isHidden: (field) => names.has(field),
    problems,
  };
}

/**
 * Variables that look like settings and are none, in their order. They are no error: Kubernetes sets `MASHSTREAM_PORT` and others where a
 * service is called mashstream.
 */
export const unknownVariables = (env: NodeJS.ProcessEnv): readonly string[] =>
  ours(env)
    .filter((name) => !isSetting(name) && filedBy(name) === undefined)
    .sort();
