import { extname, join, parse } from 'node:path';
import { stemNames, type StemName } from '../../domain/role.js';
import { audioExtensions } from './audioExtensions.js';

/** Names under which multitracks carry the sum of their stems. */
const sums = new Set(['mix', 'mixture', 'accompaniment', 'instrumental']);

export interface StemFolder {
  /** Path of each stem. */
  readonly stems: Readonly<Partial<Record<StemName, string>>>;
  /** Names of files that belong to the track, so that they are no songs of their own: the stems, spare ones, and sums of stems. */
  readonly belongs: ReadonlySet<string>;
}

const rank = (name: string): number =>
  audioExtensions.findIndex((ending) => ending === extname(name).toLowerCase());

/** A harmony in one file stands for `other`, where neither that nor a bass lies beside it. */
const wholeHarmony = 'harmonic';

/**
 * A folder with at least two of vocals, drums, bass, other (or, in place of the last two, harmonic) among its audio files (names) is one track;
 * undefined: it is none.
 */
export function stemsIn(folder: string, audioFiles: readonly string[]): StemFolder | undefined {
  const named = (name: string): readonly string[] =>
    audioFiles.filter((file) => parse(file).name.toLowerCase() === name).sort((a, b) => rank(a) - rank(b));
  const apart = named('bass').length > 0 || named('other').length > 0;
  const found = stemNames.flatMap((stem) => {
    const files = named(stem === 'other' && !apart ? wholeHarmony : stem);
    return files.length > 0 ? [{ stem, files }] : [];
  });
  if (found.length < 2) return undefined;
  return {
    stems: Object.fromEntries(found.map(({ stem, files }) => [stem, join(folder, files[0])])),
    belongs: new Set([...found.flatMap(({ files }) => files), ...[...sums].flatMap(named)]),
  };
}
