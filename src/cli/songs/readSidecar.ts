import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { PipelineError } from '../../errors.js';
import { correctionsSchema, type Corrections } from './correctionsSchema.js';

/** Reads corrections; undefined where there are none. Error `bad-config`, naming the file and every wrong field. */
export async function readSidecar(path: string): Promise<Corrections | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw refuse(path, PipelineError.from(error).message);
  });
  if (text === undefined) return undefined;
  const result = correctionsSchema.safeParse(parseJson(path, text));
  if (result.success) return result.data;
  throw refuse(path, result.error.issues.map(describe).join('; '));
}

const describe = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `there is no field ${issue.keys.map((key) => `"${key}"`).join(', ')} (fields: ${Object.keys(correctionsSchema.shape).join(', ')})`
    : `"${issue.path.join('.')}": ${issue.message}`;

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refuse(path, PipelineError.from(error).message);
  }
}

const refuse = (path: string, why: string): PipelineError =>
  new PipelineError('bad-config', `Reading the corrections in ${path}: ${why}. Mend or remove that file.`, {
    context: { path },
  });
