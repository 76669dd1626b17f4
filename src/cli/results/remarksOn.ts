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
}

/**
 * What a user should know of songs that went well: only a part was used, no voice was found, a clip is kept but not used, a voice has
 * no partner. Each is said once a song, in alphabetical order.
 */
export function remarksOn({ tracks, clips, rankings }: Catalogued): readonly string[] {
  const lonely = new Set(
    rankings.filter(({ mashups }) => mashups.length === 0).map(({ seedClipId }) => seedClipId),
  );
  const remarks = tracks.flatMap(({ source, notes, clipIds }) => {
    const own = clipIds.flatMap((clipId) => clips.get(clipId) ?? []);
    const voiceless = own.length > 0 && own.every(({ supplies }) => !supplies.vocal);
    const said = [
      ...notes,
      ...(voiceless ? ['no voice was found: it serves as accompaniment only'] : []),
      ...own.flatMap((clip) => remarkOn(clip, lonely)),
    ];
    return said.map((remark) => printable(`${sourceName(source)}: ${remark}`));
  });
  return [...new Set(remarks)].sort();
}

function remarkOn(clip: Clip, lonely: ReadonlySet<string>): string[] {
  if (clip.doubts.includes('short')) return ['not used (short): too few whole bars lie in it'];
  if (!clip.trusted)
    return [`not used (${clip.doubts.join(', ')}); correct it by a sidecar file, or use --use-doubtful`];
  if (!lonely.has(clip.clipId)) return [];
  return [`no partner within the key and tempo rule for its voice (${Math.round(clip.grid.bpm)} bpm)`];
}
