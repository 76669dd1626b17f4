import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { StemTools } from '../../../adapters/audio/stemSound.js';
import { replaceFile } from '../../../adapters/files/replaceFile.js';
import { mixClipOf, type ExampleClip } from '../../../adapters/training/mixClipOf.js';
import { writeMixShard } from '../../../adapters/training/mixShards.js';
import { digestOf } from '../../../domain/clip.js';
import { inputVersions } from '../../../domain/learning/inputVersions.js';
import { splits } from '../../../domain/learning/split.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';
import { PipelineError } from '../../../errors.js';
import { melStep } from '../../../model/training/mixClip.js';

/** What a folder of examples holds (`examples.json`), so that what is not wanted any more can be removed. */
const recordSchema = z.object({
  schema: z.literal(1),
  examples: z.array(
    z.object({
      file: z.string().regex(/^[\w-]+\.safetensors$/),
      song: z.string(),
      split: z.enum(splits),
      licence: z.string(),
    }),
  ),
});
type ExamplesRecord = z.infer<typeof recordSchema>;

export interface ExamplesRun {
  readonly clips: readonly ExampleClip[];
  readonly folder: string;
  readonly tools: StemTools;
  readonly onClip?: (done: { readonly done: number; readonly of: number }) => void;
  /** A clip that cannot be read is left out. */
  readonly onFailure?: (message: string) => void;
}

export interface ExamplesDone {
  readonly made: number;
  /** Those of a run before. */
  readonly there: number;
  readonly failed: number;
}

const recordName = 'examples.json';

/**
 * Writes a file of examples for each clip into a folder, but for those that are there; files of clips that have changed or gone since the run before are
 * removed. `examples.json` names them.
 */
export async function writeExamples(run: ExamplesRun, signal?: AbortSignal): Promise<ExamplesDone> {
  const { clips, folder, tools } = run;
  await mkdir(folder, { recursive: true });
  const former = await readRecord(folder);
  const examples: ExamplesRecord['examples'] = [];
  let [made, failed] = [0, 0];
  for (const [i, each] of clips.entries()) {
    signal?.throwIfAborted();
    const { song, split } = each;
    const file = fileOf(each);
    const work = exists(join(folder, file)).then(async (there) => {
      if (there) return;
      await writeMixShard(join(folder, file), [await mixClipOf(each, tools, signal)]);
      made += 1;
    });
    const problem = await work.then(() => undefined, lost);
    if (problem === undefined)
      examples.push({ file, song, split, licence: each.clip.source.licence ?? 'unknown' });
    else failed += 1;
    if (problem !== undefined) run.onFailure?.(`A clip of ${each.clip.source.uri} was left out: ${problem}`);
    run.onClip?.({ done: i + 1, of: clips.length });
  }
  const wanted = new Set(examples.map(({ file }) => file));
  await replaceFile(join(folder, recordName), (aside) =>
    writeFile(aside, `${JSON.stringify({ schema: 1, examples }, null, 2)}\n`),
  );
  for (const { file } of former?.examples ?? [])
    if (!wanted.has(file)) await rm(join(folder, file), { force: true });
  return { made, there: examples.length - made, failed };
}

/** In words; other errors than of a lost stem are thrown. */
function lost(cause: unknown): string {
  const error = PipelineError.from(cause);
  if (error.code !== 'not-found' && error.code !== 'corrupt-blob') throw error;
  return error.message;
}

/** Of a changed clip, one that is heard in another way, or one that counts for something else, is another file. */
function fileOf({ clip, song, split }: ExampleClip): string {
  const { mel, semitones } = inputVersions;
  const versions = [clip.featuresVersion, mel, semitones, melStep];
  const words = JSON.stringify([clip.clipId, digestOf(clip), ...versions, song, split]);
  return `${createHash('sha256').update(words).digest('hex').slice(0, 16)}.safetensors`;
}

/** Undefined where there is none, or a damaged one. */
async function readRecord(folder: string): Promise<ExamplesRecord | undefined> {
  const text = await readFile(join(folder, recordName), 'utf8').catch(() => '');
  return recordSchema.safeParse(jsonOf(text)).data;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
