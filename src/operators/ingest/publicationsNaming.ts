import type { Publication } from '../../domain/publication.js';
import type { Catalogue } from '../../ports/catalogue.js';

/** What the publications that name a track say of it, in the order of their ids: stores sort texts by their bytes, we by their characters. */
export async function publicationsNaming(
  catalogue: Pick<Catalogue, 'publicationsOf'>,
  trackId: string,
): Promise<readonly Publication[]> {
  const records = await catalogue.publicationsOf(trackId);
  return records.flatMap(({ said }) => said ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
}
