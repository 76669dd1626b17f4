import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { jsonOf } from '../../domain/text/jsonOf.js';
import { PipelineError } from '../../errors.js';
import { csvTable } from './csvTable.js';
import { tableTruth, unknownColumns } from './tableTruth.js';
import type { Truth } from './truth.js';

export interface TableRead {
  readonly truths: readonly Truth[];
  /** Columns that were left out. */
  readonly ignored: readonly string[];
}

const jsonSchema = z.array(z.record(z.string(), z.unknown()));

/** Reads a table of what is known of songs: CSV with names in its first line, or JSON, a list of objects. Errors: `not-found`, `bad-config`. */
export async function readTable(path: string): Promise<TableRead> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new PipelineError('not-found', `Importing truth: ${path} cannot be read. Check the name.`, {
      cause,
    });
  });
  const rows = /\.json$/i.test(path) ? jsonSchema.safeParse(jsonOf(text)).data : csvTable(text);
  const truths = (rows ?? []).flatMap((row) => tableTruth(row) ?? []);
  if (rows === undefined || truths.length === 0)
    throw new PipelineError(
      'bad-config',
      `Importing truth: no row of ${path} names a file. Write CSV with the columns file, bpm, key … in its first line, or a JSON list of objects.`,
    );
  return { truths, ignored: unknownColumns(rows) };
}
