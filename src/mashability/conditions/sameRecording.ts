import type { ClipFacts } from './clipFacts.js';

/** Letters and digits only, without case, accents and width variants: how one song is spelt differently. */
const normalised = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Do two clips come from one recording: the same audio, or the same artist and title (both given)? */
export function sameRecording(
  a: Pick<ClipFacts, 'trackId' | 'source'>,
  b: Pick<ClipFacts, 'trackId' | 'source'>,
): boolean {
  if (a.trackId === b.trackId) return true;
  const artist = normalised(a.source.artist);
  const title = normalised(a.source.title);
  if (artist === '' || title === '') return false;
  return artist === normalised(b.source.artist) && title === normalised(b.source.title);
}
