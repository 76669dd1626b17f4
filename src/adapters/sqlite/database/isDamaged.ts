import LibsqlDatabase from 'libsql';
import { migrations } from './migrations.js';
import { resultCode } from './sqliteError.js';

interface Row {
  readonly [column: string]: unknown;
}

/** What a damaged file gives where a sound one gives an answer: ERROR, IOERR, CORRUPT, NOTADB. */
const signs = [1, 10, 11, 26];

/** Reads the whole file: does anything in it contradict itself, or the schema that this program made? */
export function isDamaged(raw: LibsqlDatabase.Database): boolean {
  try {
    const sql = `SELECT integrity_check = 'ok' AS sound FROM pragma_integrity_check(1)`;
    return rowsOf(raw, sql).at(0)?.['sound'] !== 1 || schemaDiffers(raw);
  } catch (error) {
    return signs.includes(resultCode(error) & 0xff);
  }
}

/** Damage may spell a table's name another way, and every check of SQLite's still succeeds. */
function schemaDiffers(raw: LibsqlDatabase.Database): boolean {
  const version = Number(Object.values(rowsOf(raw, 'PRAGMA user_version')[0])[0]);
  const made = new LibsqlDatabase(':memory:');
  try {
    for (const step of migrations.slice(0, version)) made.exec(step);
    return JSON.stringify(schemaOf(raw)) !== JSON.stringify(schemaOf(made));
  } finally {
    made.close();
  }
}

const schemaOf = (raw: LibsqlDatabase.Database): readonly Row[] =>
  // As hex: text that is no UTF-8 would end the process.
  rowsOf(
    raw,
    `SELECT hex(type) AS type, hex(name) AS name, hex(tbl_name) AS tbl, hex(sql) AS sql FROM sqlite_schema ORDER BY 2`,
  );

// Rows of SELECTs are objects of columns.
const rowsOf = (raw: LibsqlDatabase.Database, sql: string): readonly Row[] =>
  raw.prepare(sql).all([]) as readonly Row[];
