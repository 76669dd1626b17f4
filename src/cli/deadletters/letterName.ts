import type { Catalogue } from '../../ports/catalogue.js';
import { publisherOf } from '../runtime/reading/publisherOf.js';
import { sourceName } from '../results/mashup/sourceName.js';
import type { Letter } from './letter.js';

type Known = Pick<Catalogue, 'getTrack' | 'getClip' | 'publicationsOf'>;

/** How a person knows what a dead letter is about, where its key does not tell: the publisher's id of a sound, the song of a clip. */
export async function letterName(
  catalogue: Known,
  { topic, key, by }: Pick<Letter, 'topic' | 'key' | 'by'>,
): Promise<string | undefined> {
  if (topic === 'works') return by ?? publisherOf(catalogue, key);
  if (topic !== 'clips' && topic !== 'rerank') return undefined;
  const clip = await catalogue.getClip(key);
  return clip && sourceName(clip.source);
}
