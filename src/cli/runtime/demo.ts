import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder: the nearest one above this module that holds package.json. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

/** Five CC0 excerpts that come with the project. */
export const demoFolder = join(packageFolder(), 'demo');

/** The demo keeps to folders of its own, so that its songs do not turn up among the user's. */
export const demoConfig = { data: join('data', 'demo'), out: join('out', 'demo') } as const;
