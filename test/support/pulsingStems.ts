import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobRef } from '../../src/domain/blobRef.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import { makeSound } from './makeSound.js';

/** Stores stems of pulsing tones, each role's of its own, for so many seconds. */
export async function pulsingStems(
  blobs: BlobStore,
  name: string,
  { pitch, seconds }: { readonly pitch: number; readonly seconds: number },
): Promise<Readonly<Record<'vocals' | 'other' | 'drums', BlobRef>>> {
  const folder = mkdtempSync(join(tmpdir(), 'stems-'));
  const put = (stem: string, by: number): Promise<BlobRef> => {
    const pulse = `sin(2*PI*${pitch * by}*t)*(0.6+0.4*sin(2*PI*${by + 1}*t))`;
    const source = `aevalsrc=${pulse}:d=${seconds}:s=44100`;
    const path = makeSound(join(folder, `${stem}.flac`), { source, args: ['-ac', '2'] });
    return blobs.putFile(`stems/${name}/${stem}.flac`, path);
  };
  try {
    return { vocals: await put('vocals', 3), other: await put('other', 1), drums: await put('drums', 7) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
