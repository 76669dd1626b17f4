import { allowsOrigin, fetchHostEntry, parseFetchHost } from '../../domain/source/fetchHosts.js';
import { isRemote } from '../../domain/source/remoteUri.js';
import type { Song } from './song.js';

/** What a person should know of songs on other machines that these settings (fetchHosts) would not fetch: the run may have others. */
export function fetchAdvice(songs: readonly Song[], fetchHosts: readonly string[]): readonly string[] {
  const listed = fetchHosts.flatMap((entry) => parseFetchHost(entry) ?? []);
  const entries = songs
    .flatMap((song) => (song.kind === 'mix' ? [song.path] : Object.values(song.stems)))
    .filter(isRemote)
    .map((uri) => new URL(uri))
    .filter((url) => !allowsOrigin(listed, url))
    .map(fetchHostEntry);
  return [...new Set(entries)].map(
    (entry) =>
      `It is fetched only by a run that may: with --fetch-hosts ${entry}, or that setting elsewhere.`,
  );
}
