import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults, type Fault } from './fault.js';
import type { Folder } from './readFolder.js';
import { filesIn } from './readFolder.js';

/** SHA-256 of each file of each mashup that lies in a folder of results, by the mashup's folder and the file's name. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Where the program puts what no ranking holds any more. */
const older = 'older';

/** Reads a folder of results. */
export function readResults(out: string): Results {
  const folders = existsSync(out) ? readdirSync(out, { withFileTypes: true }) : [];
  return new Map(
    folders
      .filter((entry) => entry.isDirectory() && entry.name !== older)
      .map(({ name }) => [
        name,
        new Map(filesIn(join(out, name)).map((file) => [file, sha256(join(out, name, file))])),
      ]),
  );
}

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Every mashup of the fresh results must be among the old ones, the same to the bit, and no other that is ranked no more or is not whole. */
export function compareResults(
  { old, fresh }: { readonly old: Results; readonly fresh: Results },
  { rankings }: Folder,
): readonly Fault[] {
  const ranked = [...rankings.values()].flatMap(({ mashups }) =>
    mashups.map(({ mashupId }) => mashupId.slice(0, 8)),
  );
  const others = [...old.keys()].filter((name) => !fresh.has(name));
  const missing = [...fresh.keys()].filter((name) => !old.has(name));
  const both = [...fresh].flatMap(([name, files]) => unlike(name, old.get(name), files));
  return [
    ...faults(
      'lost',
      missing.map((name) => `mashup ${name}`),
    ),
    ...faults('stale', both),
    ...faults(
      'stale',
      others
        .filter((name) => !ranked.some((id) => name.includes(id)))
        .map((name) => `mashup ${name} is ranked no more`),
    ),
    ...faults(
      'orphaned',
      [...old].filter(([, files]) => !files.has('mashup.json')).map(([name]) => `half of a mashup: ${name}`),
    ),
    ...faults(
      'orphaned',
      [...old].flatMap(([name, files]) =>
        [...files.keys()].filter((file) => file.includes('unfinished/')).map((file) => `${name}/${file}`),
      ),
    ),
  ];
}

function unlike(
  name: string,
  old: ReadonlyMap<string, string> | undefined,
  fresh: ReadonlyMap<string, string>,
): readonly string[] {
  if (!old) return [];
  const files = [...new Set([...old.keys(), ...fresh.keys()])];
  return files
    .filter((file) => old.get(file) !== fresh.get(file))
    .map((file) => `mashup ${name}: ${file} has other content`);
}
