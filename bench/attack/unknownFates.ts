import { openState } from '../../src/cli/runtime/wiring/openState.js';
import { failuresOf } from '../../src/cli/runtime/reading/failuresOf.js';
import { newest } from '../../src/cli/songs/newest.js';
import type { Catalogue } from '../../src/ports/catalogue.js';

/** Publisher ids whose newest message is neither a song that is done, nor a dead letter, nor a removal. */
export async function unknownFates(root: string): Promise<readonly string[]> {
  const state = openState(root, 'look');
  try {
    const unknown: string[] = [];
    for (const { key, value } of (await newest(state.log, 'tracks')).values()) {
      if (value === null || (await isDone(state.catalogue, key))) continue;
      if ((await failuresOf(state, [key])).length === 0) unknown.push(key);
    }
    return unknown;
  } finally {
    await state.close();
  }
}

/** Does the id name a track that is indexed, with it among its names? */
export async function isDone(catalogue: Catalogue, publisherId: string): Promise<boolean> {
  for (const { trackId } of await catalogue.getPublications([publisherId])) {
    const track = trackId === null ? undefined : await catalogue.getTrack(trackId);
    if (track?.complete && track.publications.some(({ id }) => id === publisherId)) return true;
  }
  return false;
}
