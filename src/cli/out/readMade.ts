import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { conditions } from '../../domain/condition.js';
import { partSchema } from '../../domain/mashup.js';
import { rejectedSchema } from '../../domain/rejected.js';

/** What a mashup.json holds that is read again. */
export const madeSchema = z.looseObject({
  schema: z.literal(1),
  mashupId: z.string().min(1).optional(),
  sampleId: z.string().min(1).optional(),
  /** Of what was drawn or asked for; a ranking may hold it as well. */
  drawnId: z.string().min(1).optional(),
  label: z.string().optional(),
  rejected: rejectedSchema.optional(),
  /** Left out by earlier versions: it is the voice's clip. */
  seedClipId: z.string().min(1).optional(),
  condition: z.enum(conditions),
  bars: z.int().positive(),
  parts: z.array(partSchema).min(1).max(3),
  score: z.number().optional(),
  axes: z.record(z.string(), z.number()).optional(),
  scorer: z.object({ name: z.string(), version: z.string() }).optional(),
  seed: z.string(),
  files: z.record(z.string(), z.string()),
  duration: z.number().positive(),
  /** What index.html shows without loading sound: the peaks of each part, base64 (pageEntry). Missing where its script was not made. */
  page: z.object({ schema: z.literal(1), peaks: z.record(z.string(), z.string()) }).optional().catch(undefined),
  /** What the program alone writes. */
  madeFrom: z.string(),
});
export type Made = z.infer<typeof madeSchema>;

export interface MadeFolder<T = Made> {
  readonly name: string;
  readonly path: string;
  readonly made: T;
}

/** More than any of ours has. */
const largest = 1 << 20;

/** The mashup.json of a folder; undefined where there is none, or none of ours. */
export const readMade = (folder: string): Promise<Made | undefined> => readMadeAs(madeSchema, folder);

async function readMadeAs<T>(schema: z.ZodType<T>, folder: string): Promise<T | undefined> {
  const path = join(folder, 'mashup.json');
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > largest) return undefined;
    return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** The folders directly below one that hold a mashup of ours, by name; links are not followed. None where there is no such folder. */
export const madeFolders = (out: string): Promise<readonly MadeFolder[]> => madeFoldersAs(madeSchema, out);

/** The same, read by another schema: what does not meet it is left out. */
export async function madeFoldersAs<T>(schema: z.ZodType<T>, out: string): Promise<readonly MadeFolder<T>[]> {
  const entries = await readdir(out, { withFileTypes: true }).catch(() => []);
  const found: MadeFolder<T>[] = [];
  for (const name of entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()) {
    const path = join(out, name);
    const made = await readMadeAs(schema, path);
    if (made) found.push({ name, path, made });
  }
  return found;
}
