import { once } from '../../shared/once.js';

/** A client of the cluster that is connected when it is first wanted, and anew after it was replaced. */
export interface Replaceable<Client> {
  get(): Promise<Client>;
  /** Disconnects the present one; what it has been asked for may fail. */
  replace(): Promise<void>;
  close(): Promise<void>;
}

interface Connection {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

export function replaceable<Client extends Connection>(make: () => Client): Replaceable<Client> {
  let current: Client | undefined;
  const connect = async (): Promise<Client> => {
    const client = make();
    try {
      await client.connect();
    } catch (error) {
      // It keeps trying behind our back otherwise, and what it has opened would keep the process.
      await client.disconnect().catch(() => undefined);
      throw error;
    }
    return (current = client);
  };
  let get = once(connect);
  const close = async (): Promise<void> => {
    const former = current;
    current = undefined;
    get = once(connect);
    await former?.disconnect().catch(() => undefined);
  };
  return { get: () => get(), replace: close, close };
}
