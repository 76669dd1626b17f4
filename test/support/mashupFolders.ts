import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the mashups that lie whole in a folder of results. */
export const mashupFolders = (out: string): string[] =>
  readdirSync(out).filter((name) => existsSync(join(out, name, 'mashup.json')));
