import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Clip } from '../../../domain/clip.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import { PipelineError } from '../../../errors.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { clipsById } from '../reading/clipsById.js';

const splits = ['train', 'validation', 'test'] as const;
export type Split = (typeof splits)[number];

/** What `song.json` beside a song's stems says (mashstream synthesize). */
const songSchema = z.object({ composition: z.string().min(1), split: z.enum(splits).optional() }).loose();

/**
 * All trusted clips of a catalogue with their compositions: what song.json beside them says, else artist and title, else each track is one. With
 * `split`, only those that song.json counts among it.
 */
export async function evaluatedClips(
  catalogue: Pick<Catalogue, 'listTracks' | 'getClips'>,
  split?: Split,
): Promise<readonly EvaluatedClip[]> {
  const known = new Map<string, Song>();
  const all: EvaluatedClip[] = [];
  for (const clip of (await clipsById(catalogue)).values()) {
    if (!clip.trusted) continue;
    const folder = folderOf(clip.source.uri);
    const song = known.get(folder) ?? (await songIn(folder));
    known.set(folder, song);
    if (split !== undefined && song.split !== split) continue;
    all.push({ clip, composition: song.composition ?? nameOf(clip) });
  }
  return all.toSorted((a, b) => (a.clip.clipId < b.clip.clipId ? -1 : 1));
}

type Song = Readonly<Partial<z.infer<typeof songSchema>>>;

const folderOf = (uri: string): string => dirname(uri.startsWith('file:') ? fileURLToPath(uri) : uri);

async function songIn(folder: string): Promise<Song> {
  const path = join(folder, 'song.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const read = songSchema.safeParse(parsed(text));
  if (read.success) return read.data;
  throw new PipelineError(
    'bad-config',
    `Reading ${path}: it needs a "composition", and a "split" of ${splits.join(', ')} if any. Mend or remove it.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const nameOf = ({ source: { artist, title }, trackId }: Clip): string =>
  artist && title ? `${artist} – ${title}` : trackId;
