import type { IdPage } from '../../ports/catalogue.js';

/** Ids read at once. */
const limit = 256;

/** All ids of a listing in pages, a page at a time. */
export async function* pagesOfIds(
  read: (page: IdPage) => Promise<readonly string[]>,
): AsyncGenerator<readonly string[]> {
  let after: string | undefined;
  do {
    const ids = await read({ after, limit });
    if (ids.length > 0) yield ids;
    after = ids.length === limit ? ids.at(-1) : undefined;
  } while (after !== undefined);
}

/** All ids of a listing. */
export async function allIds(read: (page: IdPage) => Promise<readonly string[]>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const ids of pagesOfIds(read)) all.push(...ids);
  return all;
}
