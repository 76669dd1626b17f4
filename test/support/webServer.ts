import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { afterAll } from 'vitest';

export interface WebServer {
  readonly port: number;
  /** `http://127.0.0.1:port` or https. */
  readonly origin: string;
  /** The certificate's authority. */
  readonly ca: string | undefined;
  /** What answers from now on. */
  answer(listener: RequestListener): void;
  /** Requests so far. */
  readonly asked: readonly IncomingMessage[];
  /** Connections that are open. */
  open(): Promise<number>;
}

/** A real server on loopback for one test file. */
export async function webServer({ tls = false }: { readonly tls?: boolean } = {}): Promise<WebServer> {
  let listener: RequestListener = (_, response) => response.writeHead(404).end();
  const asked: IncomingMessage[] = [];
  const listen: RequestListener = (request, response) => {
    asked.push(request);
    listener(request, response);
  };
  const pair = tls ? await certificate() : undefined;
  const server: Server = pair ? createSecure(pair, listen) : createServer(listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Only servers of a pipe have an address that is text.
  const { port } = server.address() as AddressInfo;
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    ...{ port, asked, ca: pair?.cert },
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    answer: (next) => void (listener = next),
    open: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
  };
}

/** A certificate for 127.0.0.1 alone, which is its own authority. */
async function certificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'mashstream test' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
