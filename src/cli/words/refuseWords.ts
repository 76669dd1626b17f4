import { fileURLToPath } from 'node:url';
import { leftOut, type Selection } from '../../operators/match/selection.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import { refuse } from '../refuse.js';
import { everySong } from '../runtime/reading/everySong.js';

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
  const unmatched = new Set([...selection.vocal, ...selection.exclude]);
  const look = (source: TrackRecord['source']): void => {
    for (const word of unmatched)
      if (leftOut({ vocal: [], exclude: [word] }, { source })) unmatched.delete(word);
  };
  let isEmpty = true;
  if (unmatched.size > 0)
    for await (const { source } of everySong(catalogue)) {
      isEmpty = false;
      look(source);
    }
  for (const key of keys ?? []) look({ uri: pathOf(key) });
  if (keys || !isEmpty) refuseUnmatched(selection, unmatched);
}

/** `bad-config`, naming each of the words by its flag. */
function refuseUnmatched(selection: Selection, unmatched: ReadonlySet<string>): void {
  const problems = (['vocal', 'exclude'] as const).flatMap((flag) =>
    selection[flag]
      .filter((word) => unmatched.has(word))
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
