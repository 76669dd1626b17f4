import type { Clip } from '../../../domain/clip.js';
import type { Ranking } from '../../../domain/mashup.js';
import { voiceProblems } from '../../../domain/music/voice.js';
import type { MatchRule } from '../../../mashability/conditions/matchRule.js';
import { leftOut, type Selection } from '../../../operators/match/selection.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';
import { printable } from '../../text/printable.js';
import { isUsed } from './isUsed.js';
import { lonelyRemark } from './lonelyRemark.js';
import { sourceName } from '../mashup/sourceName.js';
import { weakVoiceRemark } from './weakVoiceRemark.js';

export interface Catalogued {
  /** Songs of which something may be said. */
  readonly tracks: readonly TrackRecord[];
  /** Of all songs, by id. */
  readonly clips: ReadonlyMap<string, Clip>;
  readonly rankings: readonly Pick<Ranking, 'seedClipId' | 'mashups'>[];
  readonly useDoubtful: boolean;
  readonly rule: MatchRule;
  readonly selection: Selection;
}

/**
 * What a user should know of songs that went well: only a part was used, no voice was found, a clip is kept but not used, a voice is
 * too weak or has no partner. Each is said once a song, in alphabetical order, and what is not used at all gets no word on what it is used for.
 */
export function remarksOn(catalogued: Catalogued): readonly string[] {
  const { tracks, clips, rankings, useDoubtful, rule, selection } = catalogued;
  const lonely = new Set(
    rankings.filter(({ mashups }) => mashups.length === 0).map(({ seedClipId }) => seedClipId),
  );
  const candidates = [...clips.values()].filter(
    (clip) => isUsed(clip, useDoubtful) && !leftOut(selection, clip),
  );
  const asked = useDoubtful || selection.vocal.length > 0;
  const remarks = tracks.flatMap((track) => {
    const own = track.clipIds.flatMap((clipId) => clips.get(clipId) ?? []);
    const used = own.filter((clip) => isUsed(clip, useDoubtful));
    const unused = own.filter((clip) => !isUsed(clip, useDoubtful));
    const voices = used.filter(({ supplies }) => supplies.vocal);
    const weak = asked ? [] : voices.filter((clip) => voiceProblems(clip).length > 0);
    const all = voices.filter((clip) => !weak.includes(clip));
    const alone = all.filter(({ clipId }) => lonely.has(clipId));
    const said = [
      ...track.notes,
      ...voicelessRemark(track, own, used),
      ...unusedRemark(own, unused),
      ...weakVoiceRemark(voices, weak),
      ...lonelyRemark({ all, lonely: alone, candidates, rule }),
    ];
    return said.map((remark) => printable(`${sourceName(track.source)}: ${remark}`));
  });
  return [...new Set(remarks)].sort();
}

/** Not where a person has ruled the voice out, nor where the song serves as nothing. */
function voicelessRemark({ given }: TrackRecord, own: readonly Clip[], used: readonly Clip[]): string[] {
  const ruledOut = given.exclude?.includes('vocal') === true;
  if (used.length === 0 || ruledOut || own.some(({ supplies }) => supplies.vocal)) return [];
  const serves = used.some(({ supplies }) => supplies.harmonic || supplies.percussion);
  return [`no voice was found${serves ? ': it serves as accompaniment only' : ''}`];
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
