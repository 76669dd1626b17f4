import type { Milliseconds } from '../../../domain/units.js';

/** Where the catalogue lies in MongoDB. */
export interface MongoOptions {
  /** `mongodb://…` or `mongodb+srv://…` with all that the driver knows (TLS, replica set, credentials): it is never shown. */
  readonly url: string;
  /** What the url names is not used for it. `mashstream`. */
  readonly database?: string;
  /** Begins the names of all collections, so that several catalogues may share a database. Left out: none. */
  readonly prefix?: string;
  /** Connections at most. Left out: `maxPoolSize` of the url, else the driver's 100. FerretDB wants 1: more lose updates there. */
  readonly poolSize?: number;
  /** A server that is not found for so long is away. 2 s. */
  readonly selectionTimeout?: Milliseconds;
  /** A server that is silent for so long in the middle of a request is away. 30 s. */
  readonly silence?: Milliseconds;
}
