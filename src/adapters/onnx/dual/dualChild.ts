import { Tensor } from 'onnxruntime-node';
import { semitones } from '../../../audio/semitones/semitoneGrid.js';
import { PipelineError } from '../../../errors.js';
import { placeRows } from '../../../model/dual/placedRows.js';
import type { EncodedRole } from '../../../model/networks/dualNet.js';
import type { EncodeRequest } from '../../networks/dualEncoder.js';
import { serveJobs } from '../../process/serveJobs.js';
import { openSession, type OpenSession, type SessionOptions } from '../openSession.js';

/** What is encoded, and by which files. */
export interface EncodeJob {
  readonly files: Readonly<Record<EncodedRole, string>>;
  readonly requests: readonly EncodeRequest[];
  readonly options: SessionOptions;
}

const sessions = new Map<string, Promise<OpenSession>>();
/** A failure to load is not remembered. */
function sessionOf(file: string, options: SessionOptions): Promise<OpenSession> {
  const known = sessions.get(file) ?? openSession(file, options);
  sessions.set(file, known);
  known.catch(() => sessions.delete(file));
  return known;
}

/** Requests that can be answered at once: of one role and length. */
function grouped(requests: readonly EncodeRequest[]): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (const [i, { role, rows }] of requests.entries()) {
    const name = `${role} ${rows.length}`;
    groups.set(name, [...(groups.get(name) ?? []), i]);
  }
  return [...groups.values()];
}

async function encode({ files, requests, options }: EncodeJob): Promise<readonly Float32Array[]> {
  const encodings: Float32Array[] = [];
  for (const group of grouped(requests)) {
    const { role, rows } = requests[group[0]];
    const { session } = await sessionOf(files[role], options);
    const count = rows.length / semitones;
    const input = new Float32Array(group.length * rows.length);
    let at = 0;
    for (const i of group) {
      const placement = { firstRow: 0, rows: count, shift: requests[i].shift, gain: 1 };
      at = placeRows(input, at, requests[i].rows, placement);
    }
    const [name] = session.inputNames;
    const results = await session.run({
      [name]: new Tensor('float32', input, [group.length, count, 1, semitones]),
    });
    const output = results[session.outputNames[0]].data;
    if (!(output instanceof Float32Array))
      throw new PipelineError('unreadable', `The model ${files[role]} gave unknown outputs. Train it anew.`);
    const size = output.length / group.length;
    for (const [place, i] of group.entries()) encodings[i] = output.slice(place * size, (place + 1) * size);
  }
  return encodings;
}

const handlers = { encode };
export type DualHandlers = typeof handlers;

serveJobs(handlers);
