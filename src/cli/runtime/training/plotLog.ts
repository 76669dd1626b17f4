import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../../adapters/files/replaceFile.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';
import { trainingPlot, type TrainingPoint } from '../../results/plots/trainingPlot.js';

const lineSchema = z.object({
  step: z.number(),
  loss: z.number(),
  validation: z.object({ reciprocalRank: z.number() }).optional(),
});

/** Draws log.jsonl of a training's folder as log.svg. Where a training went on from an earlier step, what it then made counts; damaged lines are left out. */
export async function plotLog(folder: string): Promise<void> {
  const text = await readFile(join(folder, 'log.jsonl'), 'utf8');
  const points: TrainingPoint[] = [];
  for (const line of text.split('\n')) {
    const read = lineSchema.safeParse(jsonOf(line));
    if (!read.success) continue;
    const { step, loss, validation } = read.data;
    while ((points.at(-1)?.step ?? -1) >= step) points.pop();
    points.push({ step, loss, ...(validation && { reciprocalRank: validation.reciprocalRank }) });
  }
  await replaceFile(join(folder, 'log.svg'), (aside) => writeFile(aside, trainingPlot(points)));
}
