import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../../adapters/files/replaceFile.js';
import { PipelineError } from '../../../errors.js';
import type { TrainingJob } from '../../../ports/trainer.js';
import { checkpointNames } from './checkpointNames.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';

/** What a training was begun with; names of files of training windows tell what is in them. */
const begunSchema = z.object({
  seed: z.string(),
  steps: z.number(),
  songs: z.number(),
  shards: z.array(z.string()),
  /** Of the paper's networks. */
  mix: z.looseObject({}).optional(),
  rate: z.number().optional(),
});
type Begun = z.infer<typeof begunSchema>;

const names: Readonly<Record<keyof Begun, string>> = {
  seed: '--seed',
  steps: '--steps',
  songs: '--songs',
  shards: 'music or --versions',
  mix: '--network, --width, --labels, --loss, --input',
  rate: '--rate',
};

/** Notes in the folder what is trained there. Error `refused-input` where a training of something else lies there: its checkpoints are of no use. */
export async function keepToTraining(
  folder: string,
  { seed, steps, songs, shards, mix, rate }: Omit<TrainingJob, 'checkpoint'>,
): Promise<void> {
  const path = join(folder, 'training.json');
  const files = shards.map((shard) => basename(shard));
  const wanted: Begun = { seed, steps, songs, shards: files, ...(mix && { mix: { ...mix } }), rate };
  const checkpoints = [checkpointNames.last, checkpointNames.best].map((name) => exists(join(folder, name)));
  if (!(await Promise.all(checkpoints)).includes(true)) {
    await mkdir(folder, { recursive: true });
    return replaceFile(path, (aside) => writeFile(aside, JSON.stringify(wanted)));
  }
  const begun = await readBegun(path);
  const fields = Object.keys(names) as (keyof Begun)[]; // of exactly these
  const other = fields.filter((field) => JSON.stringify(begun?.[field]) !== JSON.stringify(wanted[field]));
  if (other.length === 0) return;
  const why = begun
    ? `it was begun with other ${other.map((field) => names[field]).join(', ')}. Give the same again, or`
    : 'nothing tells what it was begun with. To begin anew,';
  throw new PipelineError(
    'refused-input',
    `Going on with the training in ${folder}: ${why} choose another --out, or remove that folder.`,
  );
}

/** Undefined where there is no record, or a damaged one. */
async function readBegun(path: string): Promise<Begun | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const read = begunSchema.safeParse(jsonOf(text));
  return read.success ? read.data : undefined;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
