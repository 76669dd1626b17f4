/** Rows of a table of comma-separated values (RFC 4180: quoted fields may hold commas, line ends and doubled quotes) by the names in its first line. Short rows lack the last fields. */
export function csvTable(text: string): readonly Readonly<Record<string, string>>[] {
  const [names, ...rows] = fieldsOf(text.replace(/^\uFEFF/, ''));
  if ((names as readonly string[] | undefined) === undefined) return [];
  return rows
    .filter((row) => row.some((field) => field !== ''))
    .map((row) =>
      Object.fromEntries(row.flatMap((field, i) => (i < names.length ? [[names[i], field]] : []))),
    );
}

function fieldsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  // A field, quoted or not, and what ends it.
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\r|$)/gy;
  let row: string[] = [];
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (!found) break;
    const [, quoted, plain, end] = found as readonly (string | undefined)[];
    row.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
    if (end === ',' && field.lastIndex < text.length) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
