import { readdir, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PipelineError } from '../../../errors.js';

/** Where systems keep sounds for synthesizers. */
const usual = ['/usr/share/sounds/sf2', '/usr/share/sounds/sf3', '/opt/homebrew/share/soundfonts'];

/** GPL-2: what is made with these must not go into a model. Who wants them all the same names them. */
const notDrawn = /^TimGM/i;

/** The sounds that this machine has and models may be taught by, each once, in the order of their paths. Error: `not-found` where it has none. */
export async function installedSoundFonts(folders: readonly string[] = usual): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((each) => /\.sf[23]$/i.test(each)))
      found.add(await realpath(join(folder, name)).catch(() => ''));
  }
  const usable = [...found].filter((path) => path !== '' && !notDrawn.test(basename(path)));
  if (usable.length > 0) return usable.sort();
  throw new PipelineError(
    'not-found',
    'Looking for sounds to play scores with: there are none that models may be taught by. Install some (sudo apt-get install -y fluid-soundfont-gm musescore-general-soundfont-small), or name files with --sounds.',
  );
}
