import type { IndexDescription } from 'mongodb';

/** A track as it lies in MongoDB. */
export interface TrackDocument {
  /** The track's id. */
  readonly _id: string;
  readonly publisherIds: readonly string[];
  /** The whole record. */
  readonly json: string;
}

/** A changed index has another name. */
export const trackIndexes: readonly IndexDescription[] = [
  { name: 'by-publisher', key: { publisherIds: 1, _id: 1 } },
];
