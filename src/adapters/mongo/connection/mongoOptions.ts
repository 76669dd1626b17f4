import type { Milliseconds } from '../../../domain/units.js';

/** Where the catalogue lies in MongoDB. */
export interface MongoOptions {
  /** `mongodb://…` or `mongodb+srv://…` with all that the driver knows (TLS, replica set, credentials): it is never shown. */
  readonly url: string;
  /** Left out: the one that the url names, else `mashstream`. */
  readonly database?: string;
  /** Begins the names of all collections, so that several catalogues may share a database. Left out: none. */
  readonly prefix?: string;
  /** Connections at most. 10; FerretDB wants 1, others lose updates there. */
  readonly poolSize?: number;
  /** A server that is not found for so long is away. 2 s. */
  readonly selectionTimeout?: Milliseconds;
  /** A server that is silent for so long in the middle of a request is away. 30 s. */
  readonly silence?: Milliseconds;
}
