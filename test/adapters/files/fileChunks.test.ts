import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { fileChunks } from '../../../src/adapters/files/fileChunks.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

it('gives the bytes of a file', async () => {
  const path = directory('file');
  const bytes = randomBytes(2_500_000);
  writeFileSync(path, bytes);
  expect((await all(fileChunks(path))).equals(bytes)).toBe(true);
});

it('fails only when it is read: an error that nobody hears would end the process', async () => {
  const chunks = fileChunks(directory('missing'));
  // An unheard error is an uncaught exception, which the test runner reports.
  await wait(50);
  await expect(all(chunks)).rejects.toMatchObject({ code: 'ENOENT' });
});
