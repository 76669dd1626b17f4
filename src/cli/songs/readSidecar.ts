import { readFile, stat } from 'node:fs/promises';
import type { z } from 'zod';
import { firstFew } from '../../domain/text/firstFew.js';
import { problemPath, problemText } from '../../domain/text/problemText.js';
import { PipelineError, shortageOf } from '../../errors.js';
import { correctionsSchema, type Corrections } from './correctionsSchema.js';

const largest = 1 << 20;

/** Reads corrections; undefined where there are none. Error `bad-config`, naming the file and every wrong field; `unavailable` where the machine lacks something. */
export async function readSidecar(path: string): Promise<Corrections | undefined> {
  const text = await textOf(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    const failure = PipelineError.from(error);
    // Where the machine lacks something (open files, say), the file is not to blame.
    throw error instanceof PipelineError || shortageOf(error) ? failure : refuse(path, failure.message);
  });
  if (text === undefined) return undefined;
  const result = correctionsSchema.safeParse(parseJson(path, text), { reportInput: true });
  if (result.success) return result.data;
  throw refuse(path, firstFew(result.error.issues.map(describe)).join('; '));
}

/** A pipe or a device might never end. */
async function textOf(path: string): Promise<string> {
  const info = await stat(path);
  if (!info.isFile()) throw refuse(path, 'it is no regular file');
  if (info.size > largest) throw refuse(path, `it has ${info.size} bytes, more than any corrections need`);
  return readFile(path, 'utf8');
}

const describe = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `${problemText(issue)} (fields: ${Object.keys(correctionsSchema.shape).join(', ')})`
    : issue.path.length === 0
      ? `it ${problemText(issue)}`
      : `"${problemPath(issue)}": ${problemText(issue)}`;

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
