import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { sourceFetcher, type SourceFetcherOptions } from '../../../src/adapters/fetch/sourceFetcher.js';
import { PipelineError } from '../../../src/errors.js';
import { freePort } from '../../support/freePort.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { webServer } from '../../support/webServer.js';

const directory = temporaryDirectory();
const server = await webServer();
const secure = await webServer({ tls: true });
let folder: string;
let round = 0;
beforeEach(async () => {
  folder = directory(String((round += 1)));
  await mkdir(folder);
});

/** Waits that take no time. */
const pause = (): Promise<void> => Promise.resolve();
const options: SourceFetcherOptions = { hosts: [server.origin], pause };
const fetched = (path: string, more: SourceFetcherOptions = {}, signal?: AbortSignal): Promise<string> =>
  sourceFetcher({ ...options, ...more }).fetch(
    path.startsWith('/') ? `${server.origin}${path}` : path,
    `${folder}/copy`,
    signal,
  );

/** The error of a fetch, after which nothing may be left. */
async function failureOf(path: string, more: SourceFetcherOptions = {}): Promise<PipelineError> {
  const error = await fetched(path, more).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(readdirSync(folder)).toEqual([]);
  if (error instanceof PipelineError) return error;
  throw new Error('it was fetched', { cause: error });
}

describe('which hosts', () => {
  it('none unless they are listed, and says what to set', async () => {
    const { code, message } = await failureOf('https://music.example/a.mp3', { hosts: [] });
    expect(code).toBe('refused-input');
    expect(message).toMatch(/music\.example is not among .*: --fetch-hosts music\.example$/);
  });

  it.each([
    ['http where only https is listed', `127.0.0.1:${server.port}`],
    ['another port', 'http://127.0.0.1'],
    ['a host below one that is listed alone', 'http://0.0.1'],
  ])('not %s', async (_, entry) => {
    const before = server.asked.length;
    const { code, message } = await failureOf('/a', { hosts: [entry] });
    expect([code, message]).toEqual([
      'refused-input',
      expect.stringContaining(`--fetch-hosts ${server.origin}`),
    ]);
    expect(server.asked).toHaveLength(before);
  });

  it('no name that leads to this machine, unless its address is listed as well', async () => {
    server.answer((_, response) => response.end('sound'));
    const name = `http://localhost:${server.port}`;
    const { code, message } = await failureOf(`${name}/a`, { hosts: [name] });
    expect(code).toBe('refused-input');
    expect(message).toMatch(
      /localhost:\d+ has the address (127\.0\.0\.1|::1), which is not of the open internet/,
    );
    const hosts = [name, server.origin, `http://[::1]:${server.port}`];
    expect(readFileSync(await fetched(`${name}/a`, { hosts }), 'utf8')).toBe('sound');
  });

  it.each([
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:127.0.0.1]/',
    'https://0/',
    'https://[::]/',
  ])('no other way of writing this machine: %s', async (uri) => {
    const listed = new URL(uri).hostname;
    const elsewhere = await failureOf(uri, { hosts: ['music.example'] });
    expect(elsewhere.code).toBe('refused-input');
    if (listed.startsWith('[::ffff'))
      expect((await failureOf(uri, { hosts: [listed] })).code).toBe('refused-input');
  });
});

describe('what is asked', () => {
  it('tells the server nothing but the address', async () => {
    server.answer((_, response) => response.end('sound'));
    await fetched('/a?x=1');
    const { headers, url } = server.asked.at(-1)!;
    expect(url).toBe('/a?x=1');
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  });

  it('trusts no certificate that it cannot check', async () => {
    secure.answer((_, response) => response.end('sound'));
    const { code, message } = await failureOf(`${secure.origin}/a`, { hosts: [secure.origin] });
    expect([code, message]).toEqual(['refused-input', expect.stringMatching(/certificate .* not trusted/)]);
  });
});

describe('answers', () => {
  it.each([
    [404, 'not-found'],
    [410, 'not-found'],
    [401, 'unreadable'],
    [403, 'unreadable'],
    [204, 'refused-input'],
    [206, 'refused-input'],
    [304, 'refused-input'],
    [302, 'refused-input'],
    [418, 'refused-input'],
  ])('%d is %s, at once', async (status, code) => {
    server.answer((_, response) => response.writeHead(status).end());
    const before = server.asked.length;
    expect(await failureOf('/a')).toMatchObject({ code, retryable: false });
    expect(server.asked).toHaveLength(before + 1);
  });

  it.each([500, 503, 429])(
    '%d for ever is tried again for a while, and then failed for good',
    async (status) => {
      server.answer((_, response) => response.writeHead(status).end('sorry'));
      const before = server.asked.length;
      const waits: number[] = [];
      const counted = (span: number): Promise<void> => Promise.resolve(void waits.push(span));
      const now = (): number => waits.reduce((sum, span) => sum + span, 0);
      const failure = await failureOf('/a', { patience: 5000, pause: counted, now });
      expect(failure).toMatchObject({ code: 'unavailable', retryable: false });
      expect(failure.context['away']).toBe(`127.0.0.1:${server.port}`);
      expect(server.asked).toHaveLength(before + waits.length + 1);
      expect(waits.reduce((sum, span) => sum + span, 0)).toBeGreaterThanOrEqual(5000);
      expect(waits.length).toBeLessThan(20);
    },
  );

  it('a server that is not there is tried again, and fetched from when it is back', async () => {
    const hosts = [`http://127.0.0.1:${await freePort()}`];
    expect(await failureOf(`${hosts[0]}/a`, { hosts })).toMatchObject({
      code: 'unavailable',
      retryable: false,
    });
    let left = 3;
    server.answer((_, response) => (left-- > 0 ? response.writeHead(503).end() : response.end('sound')));
    expect(readFileSync(await fetched('/a'), 'utf8')).toBe('sound');
  });

  it('a body that breaks off is fetched again from the beginning', async () => {
    let first = true;
    server.answer((_, response) => {
      response.writeHead(200, { 'content-length': 8 });
      if (first) response.write('soun', () => response.destroy());
      else response.end('all of i');
      first = false;
    });
    expect(readFileSync(await fetched('/a'), 'utf8')).toBe('all of i');
    expect(readdirSync(folder)).toEqual(['copy']);
  });
});

describe('redirects', () => {
  const leadTo = (location: string): void =>
    server.answer(({ url }, response) =>
      url === '/from' ? response.writeHead(302, { location }).end() : response.end('arrived'),
    );

  it('are followed, relative ones too', async () => {
    leadTo('to?x=1');
    expect(readFileSync(await fetched('/from'), 'utf8')).toBe('arrived');
    expect(server.asked.at(-1)?.url).toBe('/to?x=1');
  });

  it.each([
    ['a host that is not listed', 'http://127.0.0.2/a', /127\.0\.0\.2 is not among/],
    ['the addresses of clouds', 'http://169.254.169.254/latest/meta-data', /169\.254\.169\.254 is not among/],
    ['another port of a listed host', 'http://127.0.0.1:1/', /127\.0\.0\.1:1 is not among/],
    ['a file', 'file:///etc/passwd', /an address of the kind file:/],
    ['a bucket', 's3://bucket/key', /an address of the kind s3:/],
    ['an address with a password', 'http://me:hunter2@127.0.0.1/', /a user name or a password/],
  ])('to %s are refused', async (_, location, reason) => {
    leadTo(location);
    const failure = await failureOf('/from');
    expect([failure.code, failure.message]).toEqual(['refused-input', expect.stringMatching(reason)]);
    expect(JSON.stringify(failure)).not.toContain('hunter2');
  });

  it('to a listed name with a private address are refused', async () => {
    leadTo(`http://localhost:${server.port}/to`);
    const hosts = [`http://127.0.0.1:${server.port}`, 'http://localhost:1'];
    expect((await failureOf('/from', { hosts })).message).toMatch(/localhost:\d+ is not among/);
    const named = [secure.origin, `http://localhost:${server.port}`];
    secure.answer((__, response) =>
      response.writeHead(302, { location: `http://localhost:${server.port}/to` }).end(),
    );
    const failure = await failureOf(`${secure.origin}/from`, { hosts: named, ca: secure.ca! });
    expect(failure.message).toMatch(/localhost:\d+ has the address .* not of the open internet/);
  });

  it('from https to http are refused where http is not listed', async () => {
    secure.answer((_, response) => response.writeHead(302, { location: `${server.origin}/a` }).end());
    const failure = await failureOf(`${secure.origin}/a`, { hosts: [secure.origin], ca: secure.ca! });
    expect([failure.code, failure.message]).toEqual([
      'refused-input',
      expect.stringMatching(/by http, which is not encrypted/),
    ]);
  });

  it('in a circle end, however long their bodies', async () => {
    server.answer((_, response) => void response.writeHead(307, { location: '/a' }).write('x'));
    const before = server.asked.length;
    const { code, message } = await failureOf('/a');
    expect([code, message]).toEqual(['refused-input', expect.stringMatching(/more than 5 times/)]);
    expect(server.asked).toHaveLength(before + 6);
    await expect.poll(() => server.open()).toBe(0);
  });
});

describe('size and time', () => {
  it('what says that it is too large is not read', async () => {
    server.answer((_, response) => void response.writeHead(200, { 'content-length': 2000 }).write('x'));
    const { code, message } = await failureOf('/a', { maxBytes: 1999 });
    expect([code, message]).toEqual(['refused-input', expect.stringMatching(/more than the 1999 bytes/)]);
  });

  it('what never ends is stopped at the size, and the connection closed', async () => {
    server.answer((_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(Buffer.alloc(65_536), more);
      };
      more();
    });
    expect(await failureOf('/a', { maxBytes: 1_000_000 })).toMatchObject({ code: 'refused-input' });
    await expect.poll(() => server.open()).toBe(0);
  });

  it.each([
    ['gives no answer', () => undefined],
    ['stops in the middle', (response: { write(text: string): unknown }) => response.write('sound')],
  ])('a server that %s is given up', async (_, answer) => {
    server.answer((__, response) => {
      answer(response);
    });
    const before = server.asked.length;
    const failure = await failureOf('/a', { idle: 0.3 });
    expect(failure).toMatchObject({ code: 'timeout', retryable: false });
    expect(failure.message).toMatch(/nothing came for 0\.3 s/);
    expect(server.asked).toHaveLength(before + 1);
    await expect.poll(() => server.open()).toBe(0);
  });

  it('a server that drips is given up at the time limit', async () => {
    server.answer((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const failure = await failureOf('/a', { idle: 10, timeout: 0.5 });
    expect([failure.code, failure.message]).toEqual([
      'timeout',
      expect.stringMatching(/longer than 0\.5 s.*--fetch-timeout/),
    ]);
  });

  it('the time limit ends waiting for a server that is away, too', async () => {
    server.answer((_, response) => response.writeHead(503).end());
    const never = (_: number, signal: AbortSignal | undefined): Promise<void> =>
      new Promise((__, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped'))));
    expect(await failureOf('/a', { timeout: 0.3, pause: never })).toMatchObject({ code: 'timeout' });
  });

  it('stopped while it waits for a server, it is aborted', async () => {
    server.answer((_, response) => response.writeHead(503).end());
    const abort = new AbortController();
    const stop = (): Promise<void> => {
      abort.abort();
      return Promise.reject(new Error('stopped'));
    };
    await expect(fetched('/a', { pause: stop }, abort.signal)).rejects.toMatchObject({ code: 'aborted' });
  });
});

it('shows neither what follows ? nor a password, whatever goes wrong', async () => {
  for (const status of [404, 403, 500, 418]) {
    server.answer((_, response) => response.writeHead(status).end());
    const failure = await failureOf('/song.mp3?X-Amz-Signature=hunter2', { patience: 0 });
    expect(JSON.stringify([failure, String(failure), failure.cause])).not.toContain('hunter2');
    expect(failure.message).toContain('/song.mp3?…');
  }
});
