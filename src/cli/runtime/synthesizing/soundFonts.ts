import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { PipelineError } from '../../../errors.js';

/** Where systems keep sounds for synthesizers. */
const usual = ['/usr/share/sounds/sf2', '/usr/share/sounds/sf3', '/opt/homebrew/share/soundfonts'];

/** The sounds that this machine has, each once, in the order of their paths. Error: `not-found` where it has none. */
export async function installedSoundFonts(folders: readonly string[] = usual): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((each) => /\.sf[23]$/i.test(each)))
      found.add(await realpath(join(folder, name)).catch(() => ''));
  }
  found.delete('');
  if (found.size > 0) return [...found].sort();
  throw new PipelineError(
    'not-found',
    'Looking for sounds to play scores with: there are none. Install some (sudo apt-get install -y fluid-soundfont-gm musescore-general-soundfont-small), or name files with --sounds.',
  );
}
