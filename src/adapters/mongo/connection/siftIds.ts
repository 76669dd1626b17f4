import type { IdPage } from '../../../ports/catalogue.js';

/** Documents that are looked at together. */
const together = 256;

/**
 * The ids of documents that `choose` picks, in id order: where the server cannot tell them, they are read page by page until a page of
 * ids is full.
 */
export async function siftIds<T extends { readonly _id: string }>(
  { after, limit }: IdPage,
  read: (page: IdPage) => Promise<readonly T[]>,
  choose: (documents: readonly T[]) => Promise<readonly T[]>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let last = after;
  while (ids.length < limit) {
    const page = await read({ after: last, limit: together });
    for (const { _id } of await choose(page)) ids.push(_id);
    if (page.length < together) break;
    last = page[page.length - 1]._id;
  }
  return ids.slice(0, limit);
}
