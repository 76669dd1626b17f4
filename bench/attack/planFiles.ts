import { randomFrom, type Random } from '../../src/domain/random.js';
import { craftedFiles } from './craftedFiles.js';
import { oddNames } from './oddNames.js';
import { manglings } from './mangle.js';
import { formats } from './soundSources.js';

/** One bad file: how it is made, and how it is called (without ending). */
export type BadFile =
  | {
      readonly kind: 'mangled' | 'mangled stem';
      readonly mangling: string;
      readonly format: string;
      readonly ending: string;
      readonly name: string;
      /** Of its own random draws. */
      readonly seed: string;
    }
  | { readonly kind: 'crafted'; readonly crafted: string; readonly name: string }
  | { readonly kind: 'not UTF-8'; readonly format: string }
  | { readonly kind: 'sidecar'; readonly content: string };

const sidecars = [
  '{',
  '',
  '[]',
  'null',
  '{"bpm":"fast"}',
  '{"bpm":1e999}',
  '{"key":"H minor","meter":5}',
  '{"__proto__":{"bpm":1}}',
  '{"title":"\\u001b[31m"}',
  `{"title":"${'x'.repeat(100_000)}"}`,
  '['.repeat(100_000),
  'x'.repeat(3_000_000),
];

/** The bad files of a trial, by its seed and number: all that are crafted come round in turn. */
export function planFiles(seed: string, trial: number, count: number): readonly BadFile[] {
  const random = randomFrom('files', seed);
  const crafted = Object.keys(craftedFiles);
  let turn = trial * Math.ceil(count / 4);
  return Array.from({ length: count }, (_, i): BadFile => {
    const draw = random.next();
    if (draw < 0.25)
      return { kind: 'crafted', crafted: crafted[turn++ % crafted.length], name: nameOf(random, 0.2) };
    if (draw < 0.29) return { kind: 'not UTF-8', format: drawn(formats, random) };
    if (draw < 0.34) return { kind: 'sidecar', content: drawn(sidecars, random) };
    const format = drawn(formats, random);
    const ending = random.next() < 0.8 ? format : drawn(formats, random);
    const mangling = drawn(Object.keys(manglings), random);
    const made = { mangling, format, ending, seed: `${seed}/${i}` };
    if (draw < 0.5) return { kind: 'mangled stem', ...made, name: 'vocals' };
    return { kind: 'mangled', ...made, name: nameOf(random, 0.4) };
  });
}

const nameOf = (random: Random, odd: number): string =>
  random.next() < odd ? drawn(oddNames, random) : 'song';

/** The lists are not empty. */
function drawn<T>(items: readonly T[], random: Random): T {
  return items[random.int(items.length)];
}
