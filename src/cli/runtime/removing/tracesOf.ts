import type { Ranking } from '../../../domain/mashup.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import type { PublishedTrack } from '../../songs/publishedTracks.js';

/** What there is of a track. */
export interface TrackTraces {
  readonly clips: number;
  /** Rankings of its own voices. */
  readonly rankings: number;
  /** Mashups of other voices that it is part of. */
  readonly places: number;
}

/** Counts what the catalogue and the rankings hold of a publication; nothing where it was never indexed. */
export async function tracesOf(
  { trackId }: PublishedTrack,
  { catalogue, rankings }: { readonly catalogue: Catalogue; readonly rankings: readonly Ranking[] },
): Promise<TrackTraces> {
  if (trackId === undefined) return { clips: 0, rankings: 0, places: 0 };
  const now = await catalogue.getTrack(trackId);
  const others = rankings.filter(({ seedTrackId }) => seedTrackId !== trackId);
  return {
    clips: now?.clipIds.length ?? 0,
    rankings: rankings.length - others.length,
    places: others
      .flatMap(({ mashups }) => mashups)
      .filter(({ parts }) => parts.some((part) => part.trackId === trackId)).length,
  };
}
