import { openState } from '../../src/cli/runtime/openState.js';
import { isFailureOf, newest } from '../../src/cli/songs/publishSongs.js';

/** Publisher ids whose newest message is neither a song that is done, nor a dead letter, nor a removal. */
export async function unknownFates(root: string): Promise<readonly string[]> {
  const state = openState(root, 'look');
  const { log, catalogue } = state;
  try {
    const letters = await newest(log, 'dead-letters');
    const done = (await catalogue.listTracks()).filter(({ complete }) => complete);
    const known = new Set(done.flatMap(({ publications }) => publications.map(({ id }) => id)));
    return [...(await newest(log, 'tracks'))].flatMap(([key, record]) =>
      record.value === null || known.has(key) || isFailureOf(letters.get(key), record) ? [] : [key],
    );
  } finally {
    await state.close();
  }
}
