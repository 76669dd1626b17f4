import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { S3Options } from '../../../src/adapters/s3/s3Options.js';
import type { BlobRef } from '../../../src/domain/blobRef.js';
import type { BlobStore } from '../../../src/ports/blobStore.js';

/** Where a store of blobs lies, for another process. */
export type StorePlace = { readonly files: string } | { readonly s3: S3Options };

export interface PutForever {
  readonly where: StorePlace;
  /** The file that is put, again and again. */
  readonly source: string;
}

const program = fileURLToPath(new URL('./putForever.ts', import.meta.url));

/**
 * Lets another process put a file again and again into a store, and kills it (SIGKILL) as soon as `blobs`, the same store, shows one
 * more than have resolved: in the middle of its making, if it can be seen there. Returns those that resolved.
 */
export async function putUntilKilled(
  blobs: BlobStore,
  { where, source }: PutForever,
): Promise<readonly BlobRef[]> {
  const task: PutForever = { where, source };
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const resolved: BlobRef[] = [];
  createInterface(child.stdout).on('line', (line) => {
    resolved.push(JSON.parse(line) as BlobRef); // a line of putForever.ts
  });
  while (resolved.length === 0 && child.exitCode === null) await pause(10);
  const enough = resolved.length + 1;
  while (
    child.exitCode === null &&
    (await blobs.list('killed/')).length <= Math.max(enough, resolved.length)
  );
  child.kill('SIGKILL');
  const [, signal] = (await ended) as readonly unknown[];
  if (signal !== 'SIGKILL')
    throw new Error(`Putting ended before it was killed, after ${resolved.length} blobs.`);
  return resolved;
}
