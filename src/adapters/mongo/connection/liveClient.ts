import {
  MongoClientClosedError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  type MongoClient,
} from 'mongodb';
import { watchMonitors } from './watchMonitors.js';

/** A client that is connected anew where the driver has stopped to look at its servers (watchMonitors). */
export interface LiveClient {
  /**
   * Called with what work on the client failed with: what it means. Resolves when the client is connected anew, or cannot be, where that
   * was needed: then work that comes again may go well.
   */
  failed(error: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const isClosed = (error: unknown): boolean =>
  error instanceof MongoClientClosedError ||
  error instanceof MongoTopologyClosedError ||
  error instanceof MongoNotConnectedError;

export function liveClient(
  client: MongoClient,
  monitors: { hangs(): boolean } = watchMonitors(client),
): LiveClient {
  const state = { over: false };
  let renewing: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    await client.close();
    if (!state.over) await client.connect();
    // Whoever closes in the middle of it does so for good.
    if (state.over) await client.close();
  };
  return {
    async failed(error) {
      // Closed, but not by us: it is being connected anew, or could not be.
      const cutOff = isClosed(error);
      if (state.over || !(cutOff || monitors.hangs())) return error;
      renewing ??= renew().finally(() => (renewing = undefined));
      await renewing.catch(() => undefined); // who comes again tries again
      return cutOff ? new MongoNetworkError('it is connected anew') : error;
    },
    close() {
      state.over = true;
      return client.close();
    },
  };
}
