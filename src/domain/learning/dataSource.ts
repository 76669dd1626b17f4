import type { Model } from './model.js';

type Source = Model['data'][number];

const nonCommercial = /\bnc\b|non-?commercial|personal|research/i;

/** Music of a licence, and whether that keeps a model taught by it from some uses: one that nobody knows may. */
export function dataSource(name: string, licence: string | undefined, compositions: number): Source {
  if (licence === undefined || licence === 'unknown')
    return { name, licence: 'unknown', compositions, restricted: 'unknown' };
  return {
    name,
    licence,
    compositions,
    ...(nonCommercial.test(licence) && { restricted: 'non-commercial' }),
  };
}

/** What a model was taught by that was taught further: of the same music under the same licence the larger number stands. */
export function joinedSources(...all: readonly (readonly Source[])[]): Source[] {
  const joined = new Map<string, Source>();
  for (const source of all.flat()) {
    const key = JSON.stringify([source.name, source.licence]);
    const known = joined.get(key);
    if (!known || known.compositions < source.compositions) joined.set(key, source);
  }
  return [...joined.values()];
}
