import type { MongoClient } from 'mongodb';
import type { Milliseconds } from '../../../domain/units.js';

/** Beyond the longest time that a look at a server may take. */
const room: Milliseconds = 5000;

type Watched = Pick<MongoClient, 'on'> & {
  readonly options: { readonly connectTimeoutMS: number; readonly heartbeatFrequencyMS: number };
};

/**
 * Does the driver still look at its servers? In 7.9 the look at one hangs for ever when its connection ends in the moment in which it is
 * written to: then the server counts as away until the client is connected anew.
 */
export function watchMonitors(
  client: Watched,
  now: () => Milliseconds = () => performance.now(),
): { hangs(): boolean } {
  const since = new Map<string, Milliseconds>();
  const begun = ({ connectionId }: { readonly connectionId: string }): void =>
    void since.set(connectionId, now());
  const over = ({ connectionId }: { readonly connectionId: string }): void => void since.delete(connectionId);
  client.on('serverHeartbeatStarted', begun);
  client.on('serverHeartbeatSucceeded', over);
  client.on('serverHeartbeatFailed', over);
  client.on('serverClosed', ({ address }) => void since.delete(address));
  const { connectTimeoutMS, heartbeatFrequencyMS } = client.options;
  const longest = connectTimeoutMS + heartbeatFrequencyMS + room;
  return { hangs: () => [...since.values()].some((start) => now() - start > longest) };
}
