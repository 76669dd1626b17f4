import { expect, it } from 'vitest';
import { request } from '../../../src/adapters/fetch/request.js';
import { PipelineError } from '../../../src/errors.js';
import { webServer } from '../../support/webServer.js';

const server = await webServer();

it('connects to the addresses that were checked, not to what the name service says now', async () => {
  server.answer((_, response) => response.end('sound'));
  const answer = await request({
    url: new URL(`http://no-such-host.invalid:${server.port}/a`),
    addresses: [{ address: '127.0.0.1', family: 4 }],
    signal: new AbortController().signal,
    idle: 10,
    onIdle: () => new PipelineError('timeout', 'nothing came'),
  });
  expect(answer.statusCode).toBe(200);
  expect(server.asked.at(-1)?.headers.host).toBe(`no-such-host.invalid:${server.port}`);
  answer.destroy();
});
