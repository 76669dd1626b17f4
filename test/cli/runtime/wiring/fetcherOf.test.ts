import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadConfig } from '../../../../src/cli/config/loadConfig.js';
import { openTools } from '../../../../src/cli/runtime/wiring/openTools.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { webServer } from '../../../support/webServer.js';

const directory = temporaryDirectory();
const server = await webServer();
const song = fileURLToPath(new URL('../../../golden/stems/bass.ogg', import.meta.url));
let round = 0;

/** Fetches from the server with tools as these settings make them. */
async function fetchedWith(env: NodeJS.ProcessEnv, uri = `${server.origin}/bass.ogg`): Promise<string> {
  const folder = directory(String((round += 1)));
  mkdirSync(folder);
  const tools = openTools(loadConfig({ folder, env: { MASHSTREAM_SEPARATOR: 'none', ...env }, flags: {} }));
  try {
    return await tools.fetcher.fetch(uri, `${folder}/copy.ogg`);
  } catch (error) {
    expect(readdirSync(folder)).toEqual([]);
    throw error;
  } finally {
    await tools.close();
  }
}

it('fetches what the settings allow: a copy that sounds like the source', async () => {
  server.answer((_, response) => response.end(readFileSync(song)));
  const copy = await fetchedWith({ MASHSTREAM_FETCH_HOSTS: `music.example, ${server.origin}` });
  const tools = openTools(loadConfig({ folder: directory(), env: {}, flags: { separator: 'none' } }));
  expect(await tools.decoder.identify(copy)).toBe(await tools.decoder.identify(song));
  await tools.close();
});

it('sees every setting of fetching', async () => {
  const allowed = { MASHSTREAM_FETCH_HOSTS: server.origin };
  await expect(fetchedWith({})).rejects.toThrow(/--fetch-hosts/);
  server.answer((_, response) => response.end(Buffer.alloc(2000)));
  await expect(fetchedWith({ ...allowed, MASHSTREAM_FETCH_MAX_BYTES: '1999' })).rejects.toThrow(/1999 bytes/);
  server.answer(() => undefined);
  await expect(fetchedWith({ ...allowed, MASHSTREAM_FETCH_TIMEOUT: '1' })).rejects.toThrow(/longer than 1 s/);
  await expect(fetchedWith({ ...allowed, MASHSTREAM_READ_TIMEOUT: '1' })).rejects.toThrow(
    /nothing came for 1 s/,
  );
});

it('sees the settings of the store', async () => {
  server.answer((_, response) => response.end('sound'));
  const before = server.asked.length;
  const servers = { MASHSTREAM_KAFKA_BROKERS: 'kafka:9092', MASHSTREAM_MONGO_URL: 'mongodb://mongo' };
  const env = {
    MASHSTREAM_S3_ENDPOINT: server.origin,
    MASHSTREAM_S3_REGION: 'eu-test-1',
    MASHSTREAM_S3_ACCESS_KEY_ID: 'me-in-person',
    MASHSTREAM_S3_SECRET_ACCESS_KEY: 'hunter2',
  };
  // None of its own either: who publishes could read what it keeps.
  const closed = { ...env, MASHSTREAM_S3_BUCKET: 'songs', ...servers };
  await expect(fetchedWith(closed, 's3://songs/a')).rejects.toThrow(/--fetch-hosts s3:\/\/songs/);
  expect(server.asked).toHaveLength(before);
  const open = { ...env, MASHSTREAM_FETCH_HOSTS: 's3://songs' };
  expect(readFileSync(await fetchedWith(open, 's3://songs/a'), 'utf8')).toBe('sound');
  const { url, headers } = server.asked.at(-1)!;
  expect(url).toMatch(/^\/songs\/a/);
  expect(headers.authorization).toMatch(/Credential=me-in-person\/\d+\/eu-test-1\/s3/);
});
