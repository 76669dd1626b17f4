import ipaddr from 'ipaddr.js';

/** An IP address in the one way of writing it in which URL writes hosts; IPv4 within IPv6 as the IPv4 address that it is. */
export function addressHost(address: string): string {
  const read = ipaddr.process(address);
  return read.kind() === 'ipv4' ? read.toString() : `[${read.toString()}]`;
}

const globalUnicast = ipaddr.parseCIDR('2000::/3');

/**
 * Is it an address of the open internet? Private, loopback, link-local (where clouds keep credentials), shared, multicast and reserved
 * ones are not, nor are those that only wrap an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address);
  return read.range() === 'unicast' && (read.kind() === 'ipv4' || read.match(globalUnicast));
}
