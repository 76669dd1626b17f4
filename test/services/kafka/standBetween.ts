import { createServer, connect, type Server as Listener, type Socket } from 'node:net';
import { once } from 'node:events';

/** The kind of request that asks for records (Fetch), as numbered in Kafka's protocol. */
const fetch = 1;

export interface Between {
  /** Requests for records get lost from now on, or go through again; all others go through. */
  loseFetches(lost: boolean): void;
  close(): void;
}

/** Passes on what clients and a broker say to each other, whole requests at a time. */
export async function standBetween(port: number, brokerPort: () => number): Promise<Between> {
  let losing = false;
  const open = new Set<Socket>();
  const listener = createServer((client) => {
    const broker = connect(brokerPort(), '127.0.0.1');
    for (const socket of [client, broker]) {
      open.add(socket);
      const other = socket === client ? broker : client;
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    broker.pipe(client);
    let said = Buffer.alloc(0);
    client.on('data', (more: Buffer) => {
      said = Buffer.concat([said, more]);
      // Each request: its length, then its kind.
      while (said.length >= 6 && said.length >= 4 + said.readInt32BE(0)) {
        const end = 4 + said.readInt32BE(0);
        if (!losing || said.readInt16BE(4) !== fetch) broker.write(said.subarray(0, end));
        said = said.subarray(end);
      }
    });
  });
  await listening(listener, port);
  return {
    loseFetches: (lost) => void (losing = lost),
    close() {
      listener.close();
      for (const socket of open) socket.destroy();
    },
  };
}

async function listening(listener: Listener, port: number): Promise<void> {
  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
}
