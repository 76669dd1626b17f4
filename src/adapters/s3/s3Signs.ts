/** What an error says of itself, as far as it is an error. */
export interface S3Signs {
  /** Its names and codes: those of the server, the SDK or Node. */
  readonly names: readonly string[];
  /** Of the server's answer, where there was one. */
  readonly status: number | undefined;
  /** It speaks of a file of this machine. */
  readonly local: boolean;
}

/** `Error` says nothing, nor does `Unknown`. */
const empty = /^(Error|AggregateError|Unknown\w*|\d+)$/;

export function s3Signs(error: unknown): S3Signs {
  const field = (name: string): unknown => (error instanceof Error ? Reflect.get(error, name) : undefined);
  const regionless = field('message') === 'Region is missing' ? 'RegionMissing' : undefined;
  const names = [regionless, field('Code'), field('code'), field('name')]
    .filter((name) => typeof name === 'string')
    .filter((name) => !empty.test(name));
  const metadata = field('$metadata');
  const status: unknown =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined;
  return {
    names: [...new Set(names)],
    status: typeof status === 'number' ? status : undefined,
    local: typeof field('path') === 'string' || /^(open|write|read|rename)$/.test(String(field('syscall'))),
  };
}

/** Of Node: nobody there, no way there, or the talk ended in the middle. */
const silent = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN'],
  ...['ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'ERR_STREAM_PREMATURE_CLOSE'],
  // Of the SDK and of servers.
  ...[
    'TimeoutError',
    'RequestTimeout',
    'RequestTimeoutException',
    'SlowDown',
    'SlowDownWrite',
    'SlowDownRead',
  ],
  ...['ServiceUnavailable', 'InternalError', 'ThrottlingException', 'TooManyRequests', 'OperationAborted'],
]);

/** The store does not answer, or is too busy: the same may work a little later. */
export const isAway = ({ names, status = 0 }: S3Signs): boolean =>
  names.some((name) => silent.has(name)) || status >= 500 || status === 429 || status === 408;
