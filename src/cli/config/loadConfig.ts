import type { z } from 'zod';
import { configSchema, type Config } from '../../config.js';
import { firstFew } from '../../domain/text/firstFew.js';
import { problemText } from '../../domain/text/problemText.js';
import { shortText } from '../../domain/text/shortText.js';
import { PipelineError } from '../../errors.js';
import type { ConfigLayer } from './configLayer.js';
import { environmentLayer } from './environmentLayer.js';
import { fileLayer } from './fileLayer.js';
import { flagLayer } from './flagLayer.js';
import { givenText } from './givenText.js';
import { impossibleTogether } from './impossibleTogether.js';

export interface ConfigSources {
  /** Folder in which `mashstream.json` is looked for. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Values of flags by the name of the setting. */
  readonly flags: Readonly<Record<string, unknown>>;
  /** A configuration file, which must then exist. */
  readonly file?: string | undefined;
}

/**
 * The configuration: defaults < file < environment < flags.
 * Error `bad-config` with the first five problems, a line each, named as in the place where the value came from.
 */
export function loadConfig({ folder, env, flags, file }: ConfigSources): Config {
  const named = file ?? (env['MASHSTREAM_CONFIG'] || undefined);
  const layers = [fileLayer(folder, named), environmentLayer(env), flagLayer(flags)];
  const merged = Object.assign({}, ...layers.map(({ values }) => values)) as Record<string, unknown>; // Object.assign of a list is untyped
  const result = configSchema.safeParse(merged, { reportInput: true });
  const wrong = result.success ? [] : result.error.issues.flatMap((issue) => describe(issue, layers));
  const together = impossibleTogether({
    // What is switched off is as good as not there.
    has: (field) => !isNothing(merged[field]),
    nameOf: (field) => nameOf(field, layers),
  });
  const problems = [...layers.flatMap((layer) => layer.problems), ...wrong, ...together];
  if (result.success && problems.length === 0) return result.data;
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  throw new PipelineError('bad-config', `The configuration has ${count}:\n${bullets(firstFew(problems))}`);
}

const bullets = (lines: readonly string[]): string => lines.map((line) => `  - ${line}`).join('\n');

const isNothing = (value: unknown): boolean =>
  [undefined, '', false, 'false', '0', 'no', 'off'].some((nothing) => nothing === value) ||
  (Array.isArray(value) && value.length === 0);

/** The place that had the last word on a setting names it. */
const nameOf = (field: string, layers: readonly ConfigLayer[]): string =>
  layers.findLast(({ values }) => field in values)?.nameOf(field) ?? field;

function describe(issue: z.core.$ZodIssue, layers: readonly ConfigLayer[]): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${shortText(nameOf(key, layers), 100)}: there is no such setting`);
  const field = String(issue.path[0]);
  const layer = layers.findLast(({ values }) => field in values);
  return [`${nameOf(field, layers)}: ${problemText(issue)}${givenText(field, layer)}`];
}
