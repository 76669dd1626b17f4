import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Clip } from '../../../domain/clip.js';
import { splits } from '../../../domain/learning/split.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';
import { PipelineError } from '../../../errors.js';

/** What `song.json` beside a song's stems says (mashstream synthesize). */
const songSchema = z.object({ composition: z.string().min(1), split: z.enum(splits).optional() }).loose();
export type SongFacts = Readonly<Partial<z.infer<typeof songSchema>>>;

/** Where a clip's song lies. */
export const folderOf = ({ source: { uri } }: Clip): string =>
  dirname(uri.startsWith('file:') ? fileURLToPath(uri) : uri);

/** What song.json in a folder says; nothing where there is none. Error `bad-config`. */
export async function songFacts(folder: string): Promise<SongFacts> {
  const path = join(folder, 'song.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const read = songSchema.safeParse(jsonOf(text));
  if (read.success) return read.data;
  throw new PipelineError(
    'bad-config',
    `Reading ${path}: it needs a "composition", and a "split" of ${splits.join(', ')} if any; its song was left out. Mend or remove it.`,
  );
}
