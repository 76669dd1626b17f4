export interface DifferenceOptions {
  /** Names of fields that may differ, at any depth. */
  readonly ignored: readonly string[];
}

/** Differences told of one pair of values at most. */
const most = 5;

/** Where two values of JSON differ, each place with both values; empty: they are equal. A field that is undefined is none. */
export const differencesOf = (a: unknown, b: unknown, options: DifferenceOptions): readonly string[] =>
  placesIn('', [a, b], options).slice(0, most);

type Pair = readonly [unknown, unknown];

function placesIn(path: string, [a, b]: Pair, options: DifferenceOptions): readonly string[] {
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b))
    return Object.is(a, b) ? [] : [`${path || 'value'}: ${short(a)} / ${short(b)}`];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names
    .filter((name) => !options.ignored.includes(name))
    .flatMap((name) => placesIn(path === '' ? name : `${path}.${name}`, [a[name], b[name]], options));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const short = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120);
