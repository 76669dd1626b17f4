import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { conditions } from '../../domain/condition.js';
import { partSchema } from '../../domain/mashup.js';
import { rejectedSchema } from '../../domain/rejected.js';

/** What a mashup.json holds that is read again. */
const madeSchema = z.looseObject({
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
  /** What the program alone writes. */
  madeFrom: z.string(),
});
export type Made = z.infer<typeof madeSchema>;

export interface MadeFolder {
  readonly name: string;
  readonly path: string;
  readonly made: Made;
}

/** More than any of ours has. */
const largest = 1 << 20;

/** The mashup.json of a folder; undefined where there is none, or none of ours. */
export async function readMade(folder: string): Promise<Made | undefined> {
  const path = join(folder, 'mashup.json');
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > largest) return undefined;
    return madeSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** The folders directly below one that hold a mashup of ours, by name; links are not followed. None where there is no such folder. */
export async function madeFolders(out: string): Promise<readonly MadeFolder[]> {
  const entries = await readdir(out, { withFileTypes: true }).catch(() => []);
  const found: MadeFolder[] = [];
  for (const name of entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()) {
    const path = join(out, name);
    const made = await readMade(path);
    if (made) found.push({ name, path, made });
  }
  return found;
}
