import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fullDisk } from '../../../src/adapters/files/fullDisk.js';
import { mountSmall } from '../../support/mountSmall.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();

describe('fullDisk', () => {
  const disk = mountSmall(at('disk'), 3);
  const names = mountSmall(at('names'), 3);

  it('finds nothing where there is room, whatever else hinders', async () => {
    expect(await fullDisk(at('file'))).toBeUndefined();
    expect(await fullDisk(at('no folder', 'file'))).toBeUndefined();
  });

  it.skipIf(!disk)('finds a disk without room (needs root to mount it)', async () => {
    expect(await fullDisk(at('disk', 'file'))).toBeUndefined();
    writeFileSync(at('disk', 'other'), new Uint8Array(1_500_000));
    const error = await fullDisk(at('disk', 'file'));
    expect(error).toMatchObject({ code: 'disk-full', context: { path: at('disk', 'file') } });
    expect(error?.message).toMatch(
      /^Writing .*disk\/file: The disk is full\. Free some space and run again\./,
    );
  });

  it.skipIf(!disk)('finds a disk without room for another file (needs root to mount it)', async () => {
    names?.remount('nr_inodes=2');
    closeSync(openSync(at('names', 'other'), 'w'));
    expect(await fullDisk(at('names', 'file'))).toMatchObject({ code: 'disk-full' });
  });

  it.skipIf(process.platform === 'win32')('finds a limit of the size of files, and calls it that', () => {
    const module = new URL('../../../src/adapters/files/fullDisk.ts', import.meta.url).href;
    const script = `import { fullDisk } from ${JSON.stringify(module)};
      const error = await fullDisk(${JSON.stringify(at('limited'))});
      process.stdout.write(error.code + ' ' + error.message);`;
    const words = ['--import', 'tsx', '--input-type=module', '-e', script];
    const said = execFileSync('sh', ['-c', 'ulimit -f 100; exec "$0" "$@"', process.execPath, ...words], {
      encoding: 'utf8',
    });
    expect(said).toMatch(/^disk-full .*limited: The file size limit is reached\. Raise it and run again/);
  });
});
