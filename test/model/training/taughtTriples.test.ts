import { expect, test } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import type { WrongParts } from '../../../src/model/training/mixTriples.js';
import { taughtTriples } from '../../../src/model/training/taughtTriples.js';

const songs = 4;
const wrong = Array.from({ length: songs }, (_, song): WrongParts => {
  return { kind: 'key', harmonic: songs + song, percussion: song };
});

test.each([
  ['classes', 'lsro', 3 * songs],
  ['classes', 'pseudo', 3 * songs],
  ['classes', 'none', 2 * songs],
  ['infonce', 'lsro', songs ** 2 + songs],
  ['both', 'lsro', songs ** 2 + 4 * songs],
  ['both', 'none', songs ** 2 + 3 * songs],
] as const)('%s and %s ask for %i triples', (loss, labels, count) => {
  const triples = taughtTriples({ loss, labels }, wrong, randomFrom('test'));
  expect(triples).toHaveLength(count);
  // The loss takes a song's own parts first, and those that are wrong last.
  expect(triples[0]).toEqual({ vocal: 0, harmonic: 0, percussion: 0 });
  if (loss !== 'classes') expect(triples.at(-1)).toEqual({ vocal: 3, harmonic: 7, percussion: 3 });
});
