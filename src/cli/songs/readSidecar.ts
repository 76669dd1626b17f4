import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { meterSchema } from '../../domain/grid.js';
import { parseKey } from '../../domain/parseKey.js';
import { creditsSchema, givenSchema } from '../../domain/track.js';
import { PipelineError } from '../../errors.js';

const keyText = z.string().transform((text, context) => {
  const key = parseKey(text);
  if (key) return key;
  context.addIssue('is not a key; write "F# minor", "Am" or a Camelot code such as "8A"');
  return z.NEVER;
});

/** What a person may know better than the analysis. `firstDownbeat`: seconds from the start of the file. */
const sidecarSchema = creditsSchema
  .extend({
    bpm: givenSchema.shape.bpm,
    key: keyText.optional(),
    meter: meterSchema.optional(),
    firstDownbeat: givenSchema.shape.firstDownbeat,
    exclude: givenSchema.shape.exclude,
  })
  .strict();
export type Sidecar = Readonly<z.infer<typeof sidecarSchema>>;

/** Reads corrections; undefined where there are none. Error `bad-config`, naming the file and every wrong field. */
export async function readSidecar(path: string): Promise<Sidecar | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw refuse(path, PipelineError.from(error).message);
  });
  if (text === undefined) return undefined;
  const result = sidecarSchema.safeParse(parseJson(path, text));
  if (result.success) return result.data;
  throw refuse(path, result.error.issues.map(describe).join('; '));
}

const describe = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `there is no field ${issue.keys.map((key) => `"${key}"`).join(', ')} (fields: ${Object.keys(sidecarSchema.shape).join(', ')})`
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
