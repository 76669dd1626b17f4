import type { IndexDescription } from 'mongodb';

/** A track as it lies in MongoDB. */
export interface TrackDocument {
  /** The track's id. */
  readonly _id: string;
  /** The whole record. */
  readonly json: string;
}

/** A publication as it lies in MongoDB. */
export interface PublicationDocument {
  /** The publisher's id. */
  readonly _id: string;
  readonly trackId: string | null;
  /** It names nothing and did not fail. */
  readonly withdrawn: boolean;
  readonly revision: number;
  /** The whole record. */
  readonly json: string;
}

/** A changed index has another name. */
export const publicationIndexes: readonly IndexDescription[] = [
  { name: 'by-track', key: { trackId: 1, _id: 1 } },
  { name: 'by-standing', key: { withdrawn: 1, _id: 1 } },
];
