import { semitones } from '../../../audio/semitones/semitoneGrid.js';
import { placeRows } from '../../../model/dual/placedRows.js';
import { randomFrom } from '../../../domain/random.js';
import { PipelineError } from '../../../errors.js';
import {
  encodedRoles,
  encodingSize,
  rowsPerEncoding,
  type EncodedRole,
} from '../../../model/networks/dualNet.js';
import type { NetworkReport } from '../../../ports/executionProvider.js';
import type { EncodeRequest } from '../../networks/dualEncoder.js';
import { serveJobs } from '../../process/serveJobs.js';
import { sessionOf } from '../network/sessionOf.js';
import { floatsOf } from '../network/sessionValues.js';
import type { SessionOptions } from '../openSession.js';

/** By which files. */
export interface OpenJob {
  readonly files: Readonly<Record<EncodedRole, string>>;
  readonly options: SessionOptions;
}

/** What is encoded, and by which files. */
export interface EncodeJob extends OpenJob {
  readonly requests: readonly EncodeRequest[];
}

/** One call each: sums of a batch are rounded otherwise than those of one, and a score must not depend on what is asked for beside it. */
async function encode({ files, requests, options }: EncodeJob): Promise<readonly Float32Array[]> {
  const encodings: Float32Array[] = [];
  for (const { role, rows, shift } of requests) {
    const session = await sessionOf(files[role], options);
    const count = rows.length / semitones;
    const values = new Float32Array(rows.length);
    placeRows(values, 0, rows, { firstRow: 0, rows: count, shift, gain: 1 });
    const { encoding } = await session.run({ rows: { shape: [1, count, 1, semitones], values } });
    encodings.push(floatsOf(encoding));
  }
  return encodings;
}

/** A bar of sounds by chance. */
const madeRows = (name: string): Uint8Array => {
  const random = randomFrom('encoder check', name);
  return Uint8Array.from({ length: 4 * rowsPerEncoding * semitones }, () => random.int(207));
};

/** Why what two stems were heard as is of no use; undefined: it is. */
function problemOf([one, other]: readonly Float32Array[]): string | undefined {
  const size = 4 * encodingSize;
  if (one.length !== size) return `it makes ${one.length} numbers of a bar in place of ${size}`;
  if (![...one, ...other].every(Number.isFinite)) return 'what it makes of stems are no numbers';
  return one.every((value, i) => value === other[i]) ? 'it hears no difference between two stems' : undefined;
}

/** Loads both encoders, and has each hear two stems. Error: `unreadable`. */
async function open({ files, options }: OpenJob): Promise<NetworkReport> {
  const reports: NetworkReport[] = [];
  for (const role of encodedRoles) {
    reports.push(await sessionOf(files[role], options));
    const requests = ['one', 'other'].map((name) => ({ role, rows: madeRows(name), shift: 0 }));
    const problem = problemOf(await encode({ files, options, requests }));
    if (problem !== undefined)
      throw new PipelineError(
        'unreadable',
        `Checking the network ${files[role]}: ${problem}. Choose another model.`,
      );
  }
  return { provider: reports[0].provider, refusals: reports.flatMap(({ refusals }) => refusals) };
}

const handlers = { open, encode };
export type DualHandlers = typeof handlers;

serveJobs(handlers);
