import { openState } from '../../src/cli/runtime/wiring/openState.js';
import { newest } from '../../src/cli/songs/publishSongs.js';

/** Publisher ids whose newest message is neither a song that is done, nor a dead letter, nor a removal. */
export async function unknownFates(root: string): Promise<readonly string[]> {
  const state = openState(root, 'look');
  const { log, catalogue } = state;
  try {
    const done = (await catalogue.listTracks()).filter(({ complete }) => complete);
    const known = new Set(done.flatMap(({ publications }) => publications.map(({ id }) => id)));
    const open = [...(await newest(log, 'tracks')).values()].filter(
      ({ key, value }) => value !== null && !known.has(key),
    );
    const letters = await log.lettersOf(open);
    return open.filter((_, i) => !letters[i]).map(({ key }) => key);
  } finally {
    await state.close();
  }
}
