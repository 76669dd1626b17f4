import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Seconds } from '../../domain/units.js';
import type { PipelineError } from '../../errors.js';

export interface RequestOptions {
  readonly url: URL;
  /** The only addresses that are connected to. */
  readonly addresses: readonly LookupAddress[];
  readonly signal: AbortSignal;
  /** Authorities that are trusted in place of the usual ones, as PEM. */
  readonly ca?: string | undefined;
  readonly idle: Seconds;
  /** What is thrown when no answer begins for so long. */
  readonly onIdle: () => PipelineError;
}

/** Asks for the content and resolves to the answer when its head is there. Nothing but the address is told: no credentials, no cookies. */
export const request = (options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { url, addresses, signal, ca } = options;
    const asked = (url.protocol === 'https:' ? secure : plain)(url, {
      // A connection of its own: none that was made to another address is used again.
      agent: false,
      lookup: pinned(addresses),
      signal,
      ca,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'mashstream' },
    });
    const watch = setTimeout(() => asked.destroy(options.onIdle()), options.idle * 1000);
    asked.once('close', () => clearTimeout(watch));
    asked.once('response', (answer) => {
      clearTimeout(watch);
      resolve(answer);
    });
    asked.on('error', reject);
    asked.end();
  });

/** Answers with the addresses that were checked, whatever the name service would say now. */
const pinned =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_host, { all }, callback) => {
    const [{ address, family }] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, address, family);
  };
