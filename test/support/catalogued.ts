import type { Publication } from '../../src/domain/publication.js';
import type { Catalogue } from '../../src/ports/catalogue.js';
import type { PublicationRecord, TrackRecord } from '../../src/ports/trackRecord.js';

/** All tracks, by id. */
export const tracksOf = (catalogue: Pick<Catalogue, 'listTracks'>): Promise<readonly TrackRecord[]> =>
  catalogue.listTracks({ limit: 100_000 });

/** Enters that these publications name the track, as identify does. */
export async function putNaming(
  catalogue: Pick<Catalogue, 'getPublications' | 'putPublication'>,
  trackId: string,
  publications: readonly Publication[],
  changes: Partial<PublicationRecord> = {},
): Promise<void> {
  for (const said of publications) {
    const known = await catalogue.getPublications([said.id]);
    const revision = (known.at(0)?.revision ?? 0) + 1;
    await catalogue.putPublication({ id: said.id, trackId, said, formerly: [], revision, ...changes });
  }
}
