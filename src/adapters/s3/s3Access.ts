import type { Milliseconds } from '../../domain/units.js';

/** Where a store that speaks S3 is, and who asks: the same for our blobs and for songs that are fetched. */
export interface S3Access {
  /** `https://host:port` of a server that is not Amazon's. */
  readonly endpoint?: string | undefined;
  /** Left out: where the environment says, else `us-east-1` at an endpoint of one's own. */
  readonly region?: string | undefined;
  /** Left out: the chain of the AWS SDK (environment, configuration files, web identity, the machine's role). */
  readonly credentials?: S3Credentials | undefined;
  /** The bucket in the path, not in the host's name; left out: so at an endpoint of one's own. */
  readonly forcePathStyle?: boolean | undefined;
}

export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How long a server that is silent is listened to. */
export interface S3Patience {
  /** Anywhere in a request. Left out: for ever. */
  readonly silence?: Milliseconds | undefined;
  /** Until an answer begins. Left out: for ever. */
  readonly answer?: Milliseconds | undefined;
}
