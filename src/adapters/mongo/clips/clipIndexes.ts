import type { IndexDescription } from 'mongodb';
import { roles, type Role } from '../../../domain/role.js';

/** What a query asks beside the order, and tells: an index that holds it spares reading the clips. */
const asked = { bpm: 1, meter: 1, trusted: 1, trackId: 1, digest: 1 } as const;

/** The index by which clips of a role are walked through from a tempo on, of one pitch or of all. */
export const walkIndex = (role: Role, ofPitch: boolean): string =>
  ofPitch ? `${role}-by-pitch` : `${role}-by-tempo`;

/** One for each question that is asked of the clips. A changed index has another name. */
export const clipIndexes: readonly IndexDescription[] = [
  ...roles.flatMap((role) => [
    { name: walkIndex(role, true), key: { [role]: 1, pitch: 1, logTempo: 1, _id: 1, ...asked } },
    { name: walkIndex(role, false), key: { [role]: 1, logTempo: 1, _id: 1, pitch: 1, ...asked } },
  ]),
  { name: 'by-track', key: { trackId: 1, _id: 1 } },
  { name: 'digests', key: { _id: 1, digest: 1 } },
  { name: 'voices', key: { vocal: 1, _id: 1, trusted: 1, harmonic: 1, percussion: 1 } },
];
