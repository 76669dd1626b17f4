import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { S3Options } from '../../../src/adapters/s3/s3Options.js';
import type { BlobRef } from '../../../src/domain/blobRef.js';

/** Where a store of blobs lies, for another process. */
export type StorePlace = { readonly files: string } | { readonly s3: S3Options };

export interface PutForever {
  readonly where: StorePlace;
  /** The file that is put, again and again. */
  readonly source: string;
}

const program = fileURLToPath(new URL('./putForever.ts', import.meta.url));

/**
 * Lets another process put blobs, and kills it (SIGKILL) in the middle of one, when `least` have resolved: those that resolved.
 */
export async function putUntilKilled(
  where: StorePlace,
  { source, least }: { readonly source: string; readonly least: number },
): Promise<readonly BlobRef[]> {
  const task: PutForever = { where, source };
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const resolved: BlobRef[] = [];
  for await (const line of createInterface(child.stdout)) {
    resolved.push(JSON.parse(line) as BlobRef); // a line of putForever.ts
    if (resolved.length === least) setTimeout(() => child.kill('SIGKILL'), Math.random() * 30);
  }
  const [, signal] = (await ended) as readonly unknown[];
  if (signal !== 'SIGKILL')
    throw new Error(`Putting ended before it was killed, after ${resolved.length} blobs.`);
  return resolved;
}
