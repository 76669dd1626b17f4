import { mkdirSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sourceFetcher, type SourceFetcherOptions } from '../../../src/adapters/fetch/sourceFetcher.js';
import type { S3Access } from '../../../src/adapters/s3/s3Access.js';
import { PipelineError } from '../../../src/errors.js';
import { freePort } from '../../support/freePort.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { webServer } from '../../support/webServer.js';

const directory = temporaryDirectory();
const server = await webServer();
const credentials = { accessKeyId: 'me', secretAccessKey: 'hunter2' };
const access: S3Access = { endpoint: server.origin, credentials };
let folder: string;
let round = 0;
beforeEach(() => {
  folder = directory(String((round += 1)));
  mkdirSync(folder);
});
afterEach(() => vi.unstubAllEnvs());

/** The error of a fetch, after which nothing may be left. */
async function failureOf(uri: string, more: SourceFetcherOptions = {}): Promise<PipelineError> {
  const fetcher = sourceFetcher({ s3: access, hosts: ['s3://songs'], ...more });
  const error = await fetcher.fetch(uri, `${folder}/copy`).catch((reason: unknown) => reason);
  expect(readdirSync(folder)).toEqual([]);
  if (!(error instanceof PipelineError)) throw new Error('it was fetched', { cause: error });
  expect(JSON.stringify([error, String(error)])).not.toContain('hunter2');
  return error;
}

const answers = (status: number, code: string): void =>
  server.answer((_, response) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<Error><Code>${code}</Code></Error>`),
  );

describe('what a store answers', () => {
  it.each([
    [404, 'NoSuchKey', 'not-found'],
    [404, 'NoSuchBucket', 'not-found'],
    [403, 'AccessDenied', 'unreadable'],
    [403, 'InvalidAccessKeyId', 'unreadable'],
    [400, 'AuthorizationHeaderMalformed', 'refused-input'],
    [301, 'PermanentRedirect', 'refused-input'],
  ])('%d %s is %s', async (status, name, code) => {
    answers(status, name);
    const failure = await failureOf('s3://songs/a.mp3');
    expect(failure).toMatchObject({ code, retryable: false });
    expect(failure.message).toMatch(/^Fetching "s3:\/\/songs\/a\.mp3": /);
  });

  it.each([
    [500, 'InternalError'],
    [503, 'SlowDown'],
  ])('%d %s is waited for by others: it is a store of ours', async (status, name) => {
    answers(status, name);
    const failure = await failureOf('s3://songs/a.mp3');
    expect(failure).toMatchObject({ code: 'unavailable', retryable: true, context: { away: server.origin } });
  });

  it('a store that is not there is, too', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const failure = await failureOf('s3://songs/a.mp3', { s3: { endpoint, credentials } });
    expect(failure).toMatchObject({ code: 'unavailable', retryable: true, context: { away: endpoint } });
  });

  it.each([
    ['gives no answer', false],
    ['stops in the middle', true],
  ])('a store that %s is given up', async (_, begins) => {
    let closed = false;
    server.answer((__, response) => {
      response.on('close', () => (closed = true));
      if (begins) response.writeHead(200, { 'content-length': 9 }).write('x');
    });
    const failure = await failureOf('s3://songs/a.mp3', { idle: 0.3 });
    expect(failure.code).toBe(begins ? 'timeout' : 'unavailable');
    await expect.poll(() => closed).toBe(true);
  });

  it('a store that drips is given up at the time limit', async () => {
    server.answer((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const failure = await failureOf('s3://songs/a.mp3', { timeout: 0.5 });
    expect([failure.code, failure.message]).toEqual(['timeout', expect.stringMatching(/longer than 0\.5 s/)]);
  });
});

describe('what is asked', () => {
  it.each([
    ['nothing', []],
    ['another', ['s3://others']],
    ['a host of its name', ['songs', '*.songs']],
  ])('no bucket where the list names %s', async (_, hosts) => {
    const before = server.asked.length;
    const failure = await failureOf('s3://songs/a.mp3', { hosts });
    expect([failure.code, failure.message]).toEqual([
      'refused-input',
      expect.stringMatching(/--fetch-hosts s3:\/\/songs$/),
    ]);
    expect(server.asked).toHaveLength(before);
    answers(404, 'NoSuchKey');
    expect((await failureOf('s3://songs/a.mp3')).code).toBe('not-found');
  });

  it('the bucket in the path at an endpoint of one’s own, the key as it is', async () => {
    answers(404, 'NoSuchKey');
    // Of an address that is a number the bucket would lie in the path anyway.
    const endpoint = `http://localhost:${server.port}`;
    await failureOf('s3://songs/50% & #1.mp3', { s3: { endpoint, credentials } });
    expect(server.asked.at(-1)?.url).toMatch(/^\/songs\/50%25%20%26%20%231\.mp3/);
  });

  it('nothing where no access is set up, and says what to set', async () => {
    const none = '/no/such/file';
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_REGION'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_CONFIG_FILE', none);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', none);
    for (const s3 of [{}, { region: 'eu-west-1' }, { endpoint: server.origin }]) {
      const failure = await failureOf('s3://songs/a.mp3', { s3 });
      expect([failure.code, failure.message]).toEqual(['refused-input', expect.stringMatching(/s3Region/)]);
    }
  });
});
