import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** How much of an upload has come through. */
export interface Upload {
  readonly length: number;
  readonly passed: number;
}

/** Stands before an S3 server, passes everything on, and can hold an upload where it is. */
export interface UploadProxy {
  readonly endpoint: string;
  /** Resolves when about a half of the next upload has come through; what is left of it is held back. */
  halfUpload(): Promise<Upload>;
  close(): Promise<void>;
}

/** Smaller ones come in one piece. */
const worthHolding = 100_000;

export async function uploadProxy(server: string): Promise<UploadProxy> {
  const { hostname, port } = new URL(server);
  const open = new Set<Socket>();
  let held: ((upload: Upload) => void) | undefined;

  const pass = (client: Socket): void => {
    const behind = connect(Number(port), hostname);
    let upload: { length: number; passed: number } | undefined;
    let isHeld = false;
    client.on('data', (chunk) => {
      const begun = lengthOf(chunk.toString('latin1'));
      if (begun !== undefined) upload = begun < worthHolding ? undefined : { length: begun, passed: 0 };
      else if (upload) upload.passed += chunk.length;
      if (isHeld) return;
      if (held && upload && upload.passed >= upload.length / 2 && upload.passed < upload.length) {
        isHeld = true;
        held(upload);
        held = undefined;
      }
      behind.write(chunk);
    });
    behind.on('data', (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  };

  const proxy = createServer(pass);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  // Only servers of a pipe have an address that is text.
  const { port: own } = proxy.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${own}`,
    halfUpload: () => new Promise((resolve) => (held = resolve)),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        proxy.close(() => resolve());
      }),
  };
}

/** How long the body of a request is that begins here; undefined where none begins. Clients begin each in a chunk of its own. */
function lengthOf(text: string): number | undefined {
  if (!/^(?:PUT|POST|GET|HEAD|DELETE) \//.test(text)) return undefined;
  const found = /^content-length: (\d+)\r$/im.exec(text.split('\r\n\r\n')[0] + '\r');
  return found && text.startsWith('PUT') ? Number(found[1]) : 0;
}
