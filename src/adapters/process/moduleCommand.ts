import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Arguments with which Node runs a module of ours given as `.js`: as it is where it was built, else its `.ts` through tsx. */
export function moduleCommand(entry: URL): readonly string[] {
  const built = fileURLToPath(entry);
  if (existsSync(built)) return [built];
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(tsx).href, built.replace(/\.js$/, '.ts')];
}
