import { pathToFileURL } from 'node:url';
import { randomFrom, type Random } from '../src/domain/random.js';
import { amu } from '../src/mashability/amu/amu.js';
import { amuTriples } from '../src/mashability/amu/amuTriples.js';
import { prepareStem } from '../src/mashability/features/prepareStem.js';
import type { RuleFeatures } from '../src/mashability/features/ruleFeatures.js';
import type { BenchRow } from './benchRow.js';
import { plainAmu } from './plainAmu.js';
import { rate } from './rate.js';

const noise = (random: Random, length: number): Float32Array =>
  Float32Array.from({ length }, () => random.next());

const features = (random: Random, beats: number): RuleFeatures => ({
  beats,
  chroma: noise(random, beats * 12),
  onsets: noise(random, beats * 24),
  bands: noise(random, beats * 3),
});

/**
 * Speed of AutoMashUpper with all three terms, in processor time (so other work on the machine does not count): N = 64 beats against L = 128 (65 offsets × 12 shifts), random
 * features; beside the plain formula in the same run; and 16 × 16 triples of one seed.
 */
export function amuBench({ seconds = 2 }: { readonly seconds?: number } = {}): readonly BenchRow[] {
  const random = randomFrom('amu-bench');
  const bases = Array.from({ length: 20 }, () => features(random, 64));
  const candidates = Array.from({ length: 20 }, () => features(random, 128));
  const of = <T>(items: readonly T[], i: number): T => items[i % items.length];
  const preparedBases = bases.map(prepareStem);
  const prepared = candidates.map(prepareStem);
  const cached = rate(seconds, (i) => amu(of(preparedBases, i), of(prepared, Math.floor(i / 20))));
  const whole = rate(seconds, (i) =>
    amu(prepareStem(of(bases, i)), prepareStem(of(candidates, Math.floor(i / 20)))),
  );
  const plain = rate(seconds, (i) => plainAmu(of(bases, i), of(candidates, Math.floor(i / 20))));
  const place = (stem: (typeof prepared)[number]) => ({ stem, shift: 0, from: 0 });
  const fresh = Array.from({ length: 33 }, () => place(prepareStem(features(random, 64))));
  const grids = rate(seconds, () => amuTriples(fresh[0], fresh.slice(1, 17), fresh.slice(17)));
  return [
    { name: 'AMU 64 against 128 beats, stems prepared', value: cached, unit: 'pairs/s' },
    { name: 'AMU 64 against 128 beats, preparing both stems each time', value: whole, unit: 'pairs/s' },
    { name: 'AMU 64 against 128 beats, plain formula', value: plain, unit: 'pairs/s' },
    { name: 'AMU prepared over plain', value: cached / plain, unit: 'times' },
    { name: 'AMU 256 triples of one seed, stems prepared', value: 1000 / grids, unit: 'ms' },
  ];
}

if (import.meta.url === pathToFileURL(process.argv.at(1) ?? '').href)
  for (const { name, value, unit } of amuBench()) console.log(`${name}: ${value.toPrecision(4)} ${unit}`);
