import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '../../src/adapters/sqlite/database/connect.js';
import { migrations } from '../../src/adapters/sqlite/database/migrations.js';

const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8');

/**
 * Makes a data folder as version 4 of the schema left it, by a run that was killed (tellingTools, plainScorer). Indexed and ranked:
 * songs a, b, c; `copy`, another name of a, with a key and a licence; `changed`, of sound e. `gone` came and was withdrawn. Dead letters:
 * `bad` (no such file), `silent`, and a tempo for c. Waiting: song d, a title for b, `changed` with sound f (entered half), and the
 * withdrawal of `copy`.
 */
export function earlierFolder(root: string): void {
  mkdirSync(root, { recursive: true });
  const db = connect(join(root, 'mashstream.db'), false);
  for (const step of migrations.slice(0, 4)) db.exec(step);
  db.exec('PRAGMA user_version = 4');
  db.exec(fixture('folderOfSchema4.sql'));
  db.close();
  const blobs = JSON.parse(fixture('folderOfSchema4.blobs.json')) as Readonly<Record<string, string>>;
  for (const [key, text] of Object.entries(blobs)) {
    const path = join(root, 'blobs', key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
