import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { blobStoreContract } from './blobStoreContract.js';

blobStoreContract('blobs: files', () => {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-contract-'));
  const root = join(dir, 'blobs');
  const open = () => Promise.resolve(fileBlobStore(root));
  return {
    ...{ open, crash: open, other: open },
    scratch: (name) => join(dir, name),
    damage: (key, bytes) => writeFile(join(root, key), bytes),
    stored: (key) => readFile(join(root, key)),
    where: { files: root },
    dispose: () => Promise.resolve(rmSync(dir, { recursive: true, force: true })),
  };
});
