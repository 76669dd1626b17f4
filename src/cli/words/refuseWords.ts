import { fileURLToPath } from 'node:url';
import { leftOut, type Selection } from '../../operators/match/selection.js';
import type { Catalogue, TrackRecord } from '../../ports/catalogue.js';
import { refuse } from '../refuse.js';

/**
 * Refuses words of --vocal and --exclude that occur in no path, title or artist of the songs that are known, nor in the ids `keys` under
 * which others were published just now (they may have failed, which is told apart): `bad-config`, naming each word. A command that only
 * looks has published nothing; where there are no songs yet, they may come.
 */
export async function refuseWords(
  selection: Selection,
  catalogue: Pick<Catalogue, 'listTracks'>,
  keys?: readonly string[],
): Promise<void> {
  if (selection.vocal.length + selection.exclude.length === 0) return;
  const tracks = await catalogue.listTracks();
  if (keys || tracks.length > 0) refuseUnmatched(selection, tracks, keys ?? []);
}

/** Words of --vocal and --exclude that occur in none of these songs and ids: `bad-config`, naming each word. */
function refuseUnmatched(
  selection: Selection,
  tracks: readonly Pick<TrackRecord, 'source'>[],
  keys: readonly string[],
): void {
  const sources = [...tracks.map(({ source }) => source), ...keys.map((key) => ({ uri: pathOf(key) }))];
  const problems = (['vocal', 'exclude'] as const).flatMap((flag) =>
    selection[flag]
      .filter((word) => !sources.some((source) => leftOut({ vocal: [], exclude: [word] }, { source })))
      .map((word) => `--${flag} ${JSON.stringify(word)}: no song has these words in path, title or artist`),
  );
  if (problems.length > 0) refuse(problems);
}

/** The path that a file: address stands for; another id as it is. */
function pathOf(key: string): string {
  try {
    return fileURLToPath(key);
  } catch {
    return key;
  }
}
