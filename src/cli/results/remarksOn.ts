import type { Clip } from '../../domain/clip.js';
import type { Ranking } from '../../domain/mashup.js';
import type { TrackRecord } from '../../ports/catalogue.js';
import { printable } from '../text/printable.js';
import { sourceName } from './sourceName.js';

export interface Catalogued {
  readonly tracks: readonly TrackRecord[];
  /** By id. */
  readonly clips: ReadonlyMap<string, Clip>;
  readonly rankings: readonly Ranking[];
  readonly useDoubtful: boolean;
}

/**
 * What a user should know of songs that went well: only a part was used, no voice was found, a clip is kept but not used, a voice has
 * no partner. Each is said once a song, in alphabetical order.
 */
export function remarksOn({ tracks, clips, rankings, useDoubtful }: Catalogued): readonly string[] {
  const used = (clip: Clip): boolean => clip.trusted || (useDoubtful && clip.grid.meter !== null);
  const lonely = new Set(
    rankings.filter(({ mashups }) => mashups.length === 0).map(({ seedClipId }) => seedClipId),
  );
  const remarks = tracks.flatMap(({ source, notes, clipIds }) => {
    const own = clipIds.flatMap((clipId) => clips.get(clipId) ?? []);
    const unused = own.filter((clip) => !used(clip));
    const voiceless = own.length > 0 && own.every(({ supplies }) => !supplies.vocal);
    const said = [
      ...notes,
      ...(voiceless ? ['no voice was found: it serves as accompaniment only'] : []),
      ...unusedRemark(own, unused),
      ...own.filter(used).flatMap((clip) => lonelyRemark(clip, lonely)),
    ];
    return said.map((remark) => printable(`${sourceName(source)}: ${remark}`));
  });
  return [...new Set(remarks)].sort();
}

function unusedRemark(clips: readonly Clip[], unused: readonly Clip[]): string[] {
  if (unused.length === 0) return [];
  const reasons = [...new Set(unused.flatMap(({ doubts }) => doubts))];
  const what =
    unused.length === clips.length ? 'not used' : `${unused.length} of its ${clips.length} clips not used`;
  const why = reasons.every((reason) => reason === 'short')
    ? ': too few whole bars lie in it'
    : `; correct it by a sidecar file${reasons.includes('unknown-meter') ? '' : ', or use --use-doubtful'}`;
  return [`${what} (${reasons.join(', ')})${why}`];
}

function lonelyRemark(clip: Clip, lonely: ReadonlySet<string>): string[] {
  if (!lonely.has(clip.clipId)) return [];
  return [`no partner within the key and tempo rule for its voice (${Math.round(clip.grid.bpm)} bpm)`];
}
