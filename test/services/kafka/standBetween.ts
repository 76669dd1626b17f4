import { createServer, connect, type Server as Listener, type Socket } from 'node:net';
import { once } from 'node:events';

/** Kinds of requests, as numbered in Kafka's protocol. */
const kinds = { fetch: 1, findCoordinator: 10, joinGroup: 11 } as const;

export interface Between {
  /** Requests for records get lost from now on, or go through again; all others go through. */
  loseFetches(lost: boolean): void;
  /** So many of the next requests to join a group are refused: its coordinator is still loading what it knows. */
  refuseJoins(times: number): void;
  /** So many of the next requests for a group's coordinator end their connection, unanswered. */
  cutCoordinator(times: number): void;
  close(): void;
}

/** Passes on what clients and a broker say to each other, whole requests at a time. */
export async function standBetween(port: number, brokerPort: () => number): Promise<Between> {
  let losing = false;
  const left = { joinGroup: 0, findCoordinator: 0 };
  const isMeant = (kind: keyof typeof left, request: Buffer): boolean => {
    if (left[kind] === 0 || request.readInt16BE(4) !== kinds[kind]) return false;
    left[kind] -= 1;
    return true;
  };
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
        const request = said.subarray(0, end);
        if (isMeant('findCoordinator', request)) client.destroy();
        else if (isMeant('joinGroup', request)) client.write(stillLoading(request));
        else if (!losing || request.readInt16BE(4) !== kinds.fetch) broker.write(request);
        said = said.subarray(end);
      }
    });
  });
  await listening(listener, port);
  return {
    loseFetches: (lost) => void (losing = lost),
    refuseJoins: (times) => void (left.joinGroup = times),
    cutCoordinator: (times) => void (left.findCoordinator = times),
    close() {
      listener.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/** The answer to a request of JoinGroup (version 5): COORDINATOR_LOAD_IN_PROGRESS, and nothing else. */
function stillLoading(request: Buffer): Buffer {
  const answer = Buffer.alloc(28);
  answer.writeInt32BE(24, 0);
  answer.writeInt32BE(request.readInt32BE(8), 4);
  answer.writeInt16BE(14, 12);
  answer.writeInt32BE(-1, 14);
  return answer;
}

async function listening(listener: Listener, port: number): Promise<void> {
  listener.listen(port, '127.0.0.1');
  await once(listener, 'listening');
}
