import { expect, it } from 'vitest';
import { addressHost, isPublicAddress } from '../../../src/adapters/fetch/publicAddress.js';

it.each([
  '1.1.1.1',
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '2606:4700::1111',
  '::ffff:1.1.1.1',
  '2a00:1450:4001::1',
])('%s is of the open internet', (address) => expect(isPublicAddress(address)).toBe(true));

it.each([
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254'],
  ...['172.16.0.1', '172.31.255.255', '192.0.2.1', '192.168.1.1', '198.18.0.1', '224.0.0.1', '240.0.0.1'],
  ...[
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
  ],
  ...[
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ],
  ...['2001:db8::1', '2001::1', '100::1', '4000::1', 'no address', ''],
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

it('writes addresses as URL does, IPv4 within IPv6 as what it is', () => {
  expect(['127.0.0.1', '::ffff:127.0.0.1', '::1', '2001:DB8:0:0::1'].map(addressHost)).toEqual([
    ...['127.0.0.1', '127.0.0.1', '[::1]', '[2001:db8::1]'],
  ]);
});
