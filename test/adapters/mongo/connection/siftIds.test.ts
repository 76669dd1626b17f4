import { expect, it } from 'vitest';
import { siftIds } from '../../../../src/adapters/mongo/connection/siftIds.js';
import type { IdPage } from '../../../../src/ports/catalogue.js';

interface Numbered {
  readonly _id: string;
  readonly n: number;
}

const documents: readonly Numbered[] = Array.from({ length: 1000 }, (_, n) => ({
  _id: String(n).padStart(4, '0'),
  n,
}));

/** Reads as a server does, and notes what was asked. */
function reading() {
  const pages: IdPage[] = [];
  const read = (page: IdPage): Promise<readonly Numbered[]> => {
    pages.push(page);
    const { after = '', limit } = page;
    return Promise.resolve(documents.filter(({ _id }) => _id > after).slice(0, limit));
  };
  return { pages, read };
}

const every =
  (step: number) =>
  (page: readonly Numbered[]): Promise<readonly Numbered[]> =>
    Promise.resolve(page.filter(({ n }) => n % step === 0));

it('finds what is far apart, in order, over many pages', async () => {
  const { read } = reading();
  const found = await siftIds({ limit: 9 }, read, every(333));
  expect(found).toEqual(['0000', '0333', '0666', '0999']);
  expect(await siftIds({ limit: 9, after: '0333' }, read, every(333))).toEqual(['0666', '0999']);
});

it('reads no farther than a page of ids needs, and gives no more', async () => {
  const { pages, read } = reading();
  expect(await siftIds({ limit: 3 }, read, every(1))).toEqual(['0000', '0001', '0002']);
  expect(pages).toHaveLength(1);
  expect(await siftIds({ limit: 0 }, read, every(1))).toEqual([]);
});

it('ends where nothing is found', async () => {
  const { read } = reading();
  expect(await siftIds({ limit: 3 }, read, () => Promise.resolve([]))).toEqual([]);
  expect(await siftIds({ limit: 3, after: '9' }, read, every(1))).toEqual([]);
});
