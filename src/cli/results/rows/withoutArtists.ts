import type { ResultRow } from './resultRow.js';

/** The rows with titles alone in place of `Title (Artist)`, but for a title that two artists have. */
export function withoutArtists(rows: readonly ResultRow[]): readonly ResultRow[] {
  const names = new Map<string, Set<string>>();
  for (const row of rows)
    for (const role of ['vocal', 'harmonic', 'percussion'] as const)
      names.set(row.titles[role], (names.get(row.titles[role]) ?? new Set()).add(row[role]));
  const shorter = (row: ResultRow, role: 'vocal' | 'harmonic' | 'percussion'): string =>
    names.get(row.titles[role])?.size === 1 ? row.titles[role] : row[role];
  return rows.map((row) => ({
    ...row,
    vocal: shorter(row, 'vocal'),
    harmonic: shorter(row, 'harmonic'),
    percussion: shorter(row, 'percussion'),
  }));
}
