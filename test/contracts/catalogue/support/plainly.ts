import type { Clip } from '../../../../src/domain/clip.js';
import { keyShift } from '../../../../src/domain/music/keyShift.js';
import type { ClipQuery } from '../../../../src/ports/catalogue.js';

/** The rule of the port, said again the slow and plain way. */
export function plainly(clips: readonly Clip[], query: ClipQuery): string[] {
  const { key, tempo } = query;
  const shift = (clip: Clip): number => (key ? Math.abs(keyShift(clip.key, key.of)) : 0);
  const ratio = (clip: Clip): number => (tempo ? tempo.of / clip.grid.bpm : 1);
  const nano = (value: number): number => Math.round(value * 1e9);
  const apart = (clip: Clip): number =>
    tempo ? Math.abs(nano(Math.log(tempo.of)) - nano(Math.log(clip.grid.bpm))) : 0;
  const distance = (clip: Clip): number => apart(clip) + nano(shift(clip) / 12);
  return clips
    .filter(
      (clip) =>
        clip.supplies[query.supplies] &&
        shift(clip) <= (key?.semitones ?? 12) &&
        (!tempo || (ratio(clip) >= tempo.low && ratio(clip) <= tempo.high)) &&
        (query.meter === undefined || clip.grid.meter === query.meter) &&
        (!query.trustedOnly || clip.trusted) &&
        clip.trackId !== query.excludeTrackId,
    )
    .sort((a, b) => distance(a) - distance(b) || (a.clipId < b.clipId ? -1 : 1))
    .slice(0, Math.min(query.limit, 512))
    .map((clip) => clip.clipId);
}
