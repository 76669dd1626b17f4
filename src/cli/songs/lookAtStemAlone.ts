import { shownUri } from '../../domain/source/shownUri.js';
import { flagName } from '../config/flagName.js';
import type { Corrections } from './correctionsSchema.js';
import { sidecarOf } from './sidecarOf.js';
import type { Song } from './song.js';

/** What a person should know before a stem is published by itself. */
export interface StemAlone {
  /** Why it could never be used. */
  readonly problem?: string;
  /** What would make sure that it is used. */
  readonly advice?: string;
}

/** Facts that tell where the bars fall. */
const bars = ['bpm', 'firstDownbeat'] as const;

/**
 * Looks at a song that is one stem alone. A voice shows neither beats nor, surely, a key; drums show all that is asked of percussion; of bass
 * and the rest the beats are heard about every other time. `corrections` win over the song's sidecar.
 */
export async function lookAtStemAlone(song: Song, corrections: Corrections): Promise<StemAlone> {
  const stems = song.kind === 'mix' ? [] : Object.keys(song.stems);
  const [stem] = stems;
  if (stems.length !== 1 || stem === 'drums') return {};
  // A sidecar that is no good is told when the song is published.
  const known = { ...(await sidecarOf(song).catch(() => undefined)), ...corrections };
  const missing = bars.filter((name) => known[name] === undefined).map(flagName);
  const add = `${missing.join(' and ')}, or say so in a sidecar file`;
  if (stem === 'vocals' && missing.length > 0)
    return {
      problem: `${shownUri(song.path)}: a voice alone does not tell where its bars begin. Add ${add}`,
    };
  if (stem === 'vocals')
    return known.key === undefined
      ? { advice: 'A voice alone may not show its key surely enough to be used: --key makes sure.' }
      : {};
  return missing.length === 0
    ? {}
    : { advice: `Without drums the beats of ${stem} may not be sure enough to be used: add ${add}.` };
}
