import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceFetcher } from '../../src/adapters/fetch/sourceFetcher.js';
import { webServer } from '../support/webServer.js';
import { fetcherContract } from './fetcherContract.js';

const maxBytes = 4_000_000;

for (const tls of [false, true]) {
  const server = await webServer({ tls });
  fetcherContract(`fetcher: ${tls ? 'https' : 'http'}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
    const contents = new Map<string, Uint8Array>();
    server.answer(({ url = '' }, response) => {
      const content = contents.get(decodeURIComponent(url));
      if (url === '/endless') void response.write('sound');
      else if (content) response.end(content);
      else response.writeHead(404).end();
    });
    const open = () =>
      Promise.resolve(
        sourceFetcher({ hosts: [server.origin], maxBytes, ...(server.ca && { ca: server.ca }) }),
      );
    return {
      ...{ open, crash: open, other: open, folder, maxBytes },
      put: (name, content) => {
        contents.set(`/${name}`, content);
        return Promise.resolve(`${server.origin}/${name.split('/').map(encodeURIComponent).join('/')}`);
      },
      large: () => Promise.resolve(`${server.origin}/endless`),
      dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    };
  });
}
