import { basename, join, relative, resolve } from 'node:path';
import { configSchema, type Config } from '../config.js';
import { PipelineError } from '../errors.js';
import { packageFolder } from '../packageFolder.js';
import { usualOut } from './runtime/wiring/demo.js';

/** How a process was started. */
export interface Started {
  /** The script as it was called. */
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const here = (): Started => ({ script: process.argv[1] ?? '', cwd: process.cwd(), env: process.env });

/**
 * The program as it has to be called where this process was: `mashstream` where it is linked, `npx mashstream` in the package's folder,
 * else its file.
 */
export function programName({ script, cwd, env }: Started = here()): string {
  const byNpx = env['npm_command'] === 'exec';
  if (basename(script) === 'mashstream' && !byNpx) return 'mashstream';
  const inside = relative(packageFolder, resolve(cwd));
  if (byNpx || !(inside === '..' || inside.startsWith('../'))) return 'npx mashstream';
  return `node ${quoted(join(packageFolder, 'bin', 'mashstream.mjs'))}`;
}

export type Places = Partial<Pick<Config, 'data' | 'out'>>;

/** A command as a person can type it here: with the folders that are not the usual ones, what needs quotes in quotes. */
export function commandLine(words: readonly string[], places: Places = {}): string {
  const data = configSchema.shape.data.parse(undefined);
  const usual = { data, out: usualOut(places.data ?? data) };
  const flags = (['data', 'out'] as const).flatMap((name) => {
    const path = places[name];
    return path === undefined || path === usual[name] ? [] : [`--${name}`, path];
  });
  return [programName(), ...[...words, ...flags].map(quoted)].join(' ');
}

/** As a shell reads it. */
const quoted = (word: string): string =>
  /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A message from below, which knows neither the folder nor how the program is called, with its command as it can be typed here. */
export const asTyped = (message: string, places: Places): string =>
  message.replace(/mashstream (remove [0-9a-f]+) \(with the --data of this run\)/, (_, words: string) =>
    commandLine(words.split(' '), places),
  );

/** The same of an error; what is none is left as it is. */
export function errorAsTyped(error: unknown, places: Places): unknown {
  if (!(error instanceof PipelineError)) return error;
  const message = asTyped(error.message, places);
  if (message === error.message) return error;
  const { code, cause, retryable, context } = error;
  return new PipelineError(code, message, { cause, retryable, context });
}
