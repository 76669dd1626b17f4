import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modes, type Key } from '../../../src/domain/music/key.js';
import { keyShift } from '../../../src/domain/music/keyShift.js';
import { parseKey } from '../../../src/domain/music/parseKey.js';

const keys = fc.record({ tonic: fc.nat(11), mode: fc.constantFrom(...modes) });
const key = (name: string): Key => {
  const read = parseKey(name);
  if (!read) throw new Error(`no key: ${name}`);
  return read;
};

describe('keyShift', () => {
  it.each([
    ['C major', 'D major', 2],
    ['D major', 'C major', -2],
    ['B major', 'C major', 1],
    ['C major', 'B major', -1],
    ['C major', 'F major', 5],
    ['C major', 'G major', -5],
    ['C major', 'F# major', -6],
    ['A minor', 'C major', 0],
    ['C minor', 'C major', -3],
    ['C major', 'C minor', 3],
    ['A minor', 'B minor', 2],
  ])('from %s to %s: %i', (from, to, shift) => expect(keyShift(key(from), key(to))).toBe(shift));

  it('goes back as it came, and round a tritone downwards both ways', () => {
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        const there = keyShift(a, b);
        expect(keyShift(b, a) + 0).toBe(there === -6 ? -6 : 0 - there);
      }),
    );
  });

  it('moves with the song: both keys a semitone up need the same shift', () => {
    const up = ({ tonic, mode }: Key): Key => ({ tonic: (tonic + 1) % 12, mode });
    fc.assert(fc.property(keys, keys, (a, b) => keyShift(up(a), up(b)) === keyShift(a, b)));
  });

  it('does not tell a key from its relative', () => {
    const relative = ({ tonic, mode }: Key): Key =>
      mode === 'major'
        ? { tonic: (tonic + 9) % 12, mode: 'minor' }
        : { tonic: (tonic + 3) % 12, mode: 'major' };
    fc.assert(
      fc.property(keys, keys, (a, b) => {
        expect(keyShift(a, relative(a))).toBe(0);
        expect(keyShift(relative(a), b)).toBe(keyShift(a, b));
        expect(keyShift(a, relative(b))).toBe(keyShift(a, b));
      }),
    );
  });
});
