import type { Clip } from '../../../domain/clip.js';
import { voiceProblems } from '../../../domain/music/voice.js';
import type { MatchRule } from '../../../mashability/conditions/matchRule.js';
import { leftOut, sings } from '../../../operators/match/selection.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';
import { printable } from '../../text/printable.js';
import { accompanimentText } from './accompanimentText.js';
import { filtersText, type Filters } from './filtersText.js';
import { isUsed } from './isUsed.js';
import { sourceName } from '../mashup/sourceName.js';

export interface Nothing {
  /** All songs, and their clips by id. */
  readonly tracks: readonly TrackRecord[];
  readonly clips: ReadonlyMap<string, Clip>;
  /** The songs that were named; undefined where all were. */
  readonly named: readonly TrackRecord[] | undefined;
  readonly filters: Filters;
  readonly rule: MatchRule;
}

const unfit = 'within the key and tempo rule';

/** Why there is no mashup to show: what the filters left, and of songs without a voice that were named who came nearest. */
export function whyNothing(nothing: Nothing): readonly string[] {
  const { tracks, clips, named, filters } = nothing;
  const left = filtersText(filters, tracks, clips);
  const among = left === '' ? '' : `: of ${tracks.length} ${tracks.length === 1 ? 'song' : 'songs'} ${left}`;
  if (named === undefined && allWeak(nothing))
    return [`No voice sings enough to carry a mashup${among}. Name one to have it all the same (--vocal).`];
  if (named === undefined)
    return [`No two songs fit together ${unfit}${among}.${among === '' ? ' Add more songs.' : ''}`];
  if (named.length === 0) return ['None of the songs named can be used.'];
  const names = named.map(nameOf);
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  const have = names.length === 1 ? 'has' : 'have';
  return [
    `${shown.join(' and ')} ${have} no partner ${unfit}${among}.`,
    ...named.flatMap((track) => accompanimentLine(track, nothing)),
  ];
}

/** Are there voices that could be taken, but none that is taken unasked? */
function allWeak({ clips, filters }: Nothing): boolean {
  if (filters.vocal.length > 0 || filters.useDoubtful) return false;
  const voices = [...clips.values()].filter(
    (clip) => clip.supplies.vocal && isUsed(clip, false) && sings(filters, clip),
  );
  return voices.length > 0 && voices.every((clip) => voiceProblems(clip).length > 0);
}

const nameOf = ({ source }: TrackRecord): string => printable(sourceName(source));

/** Of songs with a voice, and of those that are not used, the remarks tell. */
function accompanimentLine(track: TrackRecord, { clips, filters, rule }: Nothing): string[] {
  const usable = [...clips.values()].filter(
    (clip) => isUsed(clip, filters.useDoubtful) && !leftOut(filters, clip),
  );
  const own = usable.filter(({ trackId }) => trackId === track.trackId);
  if (own.length === 0 || own.some(({ supplies }) => supplies.vocal)) return [];
  const voices = usable.filter((clip) => clip.supplies.vocal && sings(filters, clip));
  return [`${nameOf(track)}: ${printable(accompanimentText({ own, voices, rule }))}.`];
}
