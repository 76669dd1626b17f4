/** One entry of the list of places from which sources may be fetched. */
export interface FetchHost {
  readonly protocol: string;
  /** As URL writes it: lower case, IPv6 in brackets. Of `s3:` the bucket. */
  readonly hostname: string;
  readonly port: string;
  /** Hosts below this one in place of itself. */
  readonly below: boolean;
}

/** Where an address leads: the parts of a URL that the list looks at. */
export type Origin = Pick<FetchHost, 'protocol' | 'hostname' | 'port'>;

const isAddress = (hostname: string): boolean => /^\[|^[\d.]+$/.test(hostname);

/**
 * An entry as a person writes it: `music.example`, `music.example:8443`, `*.music.example` (all hosts below), `192.0.2.7`, `[2001:db8::7]`;
 * `http://host:port` where plain http shall do; `s3://bucket`. undefined where it is none of these.
 */
export function parseFetchHost(entry: string): FetchHost | undefined {
  const found = /^(?:(https?|s3):\/\/)?(\*\.)?([^\s/?#@\\*]+)\/?$/i.exec(entry);
  if (!found) return undefined;
  // Groups that matched nothing are undefined; their type does not say so.
  const [, scheme = 'https', star = '', place] = found;
  const address = `${scheme}://${place}`;
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, port } = new URL(address);
  const below = star !== '';
  if (hostname === '' || (below && (isAddress(hostname) || protocol === 's3:'))) return undefined;
  return { protocol, hostname, port, below };
}

/** Does the list name this very place? The port counts: an entry without one means the usual port of its scheme. */
export const allowsOrigin = (hosts: readonly FetchHost[], { protocol, hostname, port }: Origin): boolean =>
  hosts.some(
    (host) =>
      host.protocol === protocol &&
      host.port === port &&
      (host.below ? hostname.endsWith(`.${host.hostname}`) : hostname === host.hostname),
  );

/** A bucket as the list knows it. */
export const bucketOrigin = (bucket: string): Origin => ({ protocol: 's3:', hostname: bucket, port: '' });

/** The entry that would allow a place, as a person writes it. */
export const fetchHostEntry = ({ protocol, hostname, port }: Origin): string =>
  `${protocol === 'https:' ? '' : `${protocol}//`}${hostname}${port === '' ? '' : `:${port}`}`;
