import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedSoundFonts } from '../../../../src/cli/runtime/synthesizing/soundFonts.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

describe('installedSoundFonts', () => {
  const temp = temporaryDirectory();

  it('finds each once, and none of a licence that must not go into a model', async () => {
    const folder = temp('sf2');
    await mkdir(folder);
    for (const name of ['Free_GM.sf2', 'TimGM6mb.sf2', 'notes.txt']) await writeFile(join(folder, name), '');
    await symlink('TimGM6mb.sf2', join(folder, 'default-GM.sf2'));
    await symlink('Free_GM.sf2', join(folder, 'same.sf2'));
    expect(await installedSoundFonts([folder, temp('nowhere')])).toEqual([join(folder, 'Free_GM.sf2')]);
  });

  it('tells what to install where there is none', async () => {
    const folder = temp('other');
    await mkdir(folder);
    await writeFile(join(folder, 'TimGM6mb.sf2'), '');
    await expect(installedSoundFonts([folder])).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('apt-get install') as unknown,
    });
  });
});
