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
  return a.trackId === b.trackId || recordingName(a) === recordingName(b);
}

/** A name that clips of one recording share: artist and title, else the hash of the audio. */
export function recordingName({ trackId, source }: Pick<ClipFacts, 'trackId' | 'source'>): string {
  const [artist, title] = [normalised(source.artist), normalised(source.title)];
  return JSON.stringify(artist === '' || title === '' ? [trackId] : [artist, title]);
}
