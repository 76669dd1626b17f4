import type { Catalogue } from '../../../ports/catalogue.js';

/** The publisher's id by which a person knows a sound: one that names it, or once did; undefined: nobody may name it any more. */
export async function publisherOf(
  catalogue: Pick<Catalogue, 'publicationsOf' | 'getTrack'>,
  trackId: string,
): Promise<string | undefined> {
  const [naming] = await catalogue.publicationsOf(trackId);
  const known = [naming, ...((await catalogue.getTrack(trackId))?.publications ?? [])];
  return known.find((one) => one as object | undefined)?.id; // nobody may name it
}
