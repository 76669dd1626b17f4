import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { allowsOrigin, fetchHostEntry, type FetchHost } from '../../domain/source/fetchHosts.js';
import type { PipelineError } from '../../errors.js';
import { fetchError, networkError } from './fetchError.js';
import { addressHost, isPublicAddress } from './publicAddress.js';

export interface Hop {
  /** The address that was published, by which errors name it. */
  readonly uri: string;
  readonly url: URL;
  readonly hosts: readonly FetchHost[];
}

/**
 * The addresses at which a hop may be asked: that of the published address or of one that an answer leads to. They, and no later answer of
 * the name service, are to be connected to. Errors: `refused-input` where the list does not allow the host, or an address is not public and
 * is not itself on the list; `not-found`, `unavailable`.
 */
export async function checkHop(hop: Hop): Promise<readonly LookupAddress[]> {
  const { uri, url, hosts } = hop;
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refused(
      hop,
      `it leads to an address of the kind ${url.protocol}, which is not followed. Give the file's own address.`,
    );
  if (url.username !== '' || url.password !== '')
    throw refused(
      hop,
      'there is a user name or a password in the address, which is not sent. Give an address without.',
    );
  if (!allowsOrigin(hosts, url)) throw refused(hop, notListed(url));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses =
    family > 0
      ? [{ address: host, family }]
      : await lookup(host, { all: true, verbatim: true }).catch((error: unknown) => {
          throw networkError(error, uri, url.host);
        });
  const { protocol, port } = url;
  const closed = addresses.find(
    ({ address }) =>
      !isPublicAddress(address) && !allowsOrigin(hosts, { protocol, hostname: addressHost(address), port }),
  );
  if (closed === undefined) return addresses;
  throw refused(
    hop,
    `${url.host} has the address ${closed.address}, which is not of the open internet. If it may be fetched from, add that address itself: --fetch-hosts ${fetchHostEntry({ protocol, port, hostname: addressHost(closed.address) })}`,
  );
}

const refused = ({ uri }: Hop, why: string): PipelineError => fetchError('refused-input', uri, why);

const notListed = (url: URL): string =>
  `${url.host} is not among the hosts that may be fetched from${url.protocol === 'http:' ? ' by http, which is not encrypted' : ''}. If you trust it, add it: --fetch-hosts ${fetchHostEntry(url)}`;
