import { semitones } from '../../../audio/semitones/semitoneGrid.js';
import { placeRows } from '../../../model/dual/placedRows.js';
import type { EncodedRole } from '../../../model/networks/dualNet.js';
import type { EncodeRequest } from '../../networks/dualEncoder.js';
import { serveJobs } from '../../process/serveJobs.js';
import { networkSession, type NetworkSession } from '../network/networkSession.js';
import { floatsOf } from '../network/sessionValues.js';
import type { SessionOptions } from '../openSession.js';

/** What is encoded, and by which files. */
export interface EncodeJob {
  readonly files: Readonly<Record<EncodedRole, string>>;
  readonly requests: readonly EncodeRequest[];
  readonly options: SessionOptions;
}

const sessions = new Map<string, Promise<NetworkSession>>();
/** A failure to load is not remembered. */
function sessionOf(file: string, options: SessionOptions): Promise<NetworkSession> {
  const known = sessions.get(file) ?? networkSession(file, options);
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
    const session = await sessionOf(files[role], options);
    const count = rows.length / semitones;
    const input = new Float32Array(group.length * rows.length);
    let at = 0;
    for (const i of group) {
      const placement = { firstRow: 0, rows: count, shift: requests[i].shift, gain: 1 };
      at = placeRows(input, at, requests[i].rows, placement);
    }
    const shape = [group.length, count, 1, semitones];
    const { encoding } = await session.run({ rows: { shape, values: input } });
    const output = floatsOf(encoding);
    const size = output.length / group.length;
    for (const [place, i] of group.entries()) encodings[i] = output.slice(place * size, (place + 1) * size);
  }
  return encodings;
}

const handlers = { encode };
export type DualHandlers = typeof handlers;

serveJobs(handlers);
