import type { Random } from '../domain/random.js';

/** At most `count` of the items, each as likely, in the order of the draw. */
export function drawSome<T>(items: readonly T[], count: number, random: Random): readonly T[] {
  const places = items.map((item) => ({ item, place: random.next() }));
  return places
    .toSorted((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ item }) => item);
}
