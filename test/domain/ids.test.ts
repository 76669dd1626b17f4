import { describe, expect, it } from 'vitest';
import { clipIdOf, mashupIdOf, sampleIdOf, trackIdOf } from '../../src/domain/ids.js';

/** Stored data is found by these names: a change of one makes every folder of results and every catalogue start over. */
describe('ids', () => {
  it('are those of the first version, a mashup’s since its shift is part of it', () => {
    expect(trackIdOf(['mix', 'abc'])).toBe('7cf7c8f4b71152a4ee90');
    expect(clipIdOf('track', '1', 0)).toBe('10cf93535960ec3731cb');
    expect(sampleIdOf('clip', 'matched', 0)).toBe('45a195fc46dc2beb0bb9');
    expect(mashupIdOf('seed', ['h', 'p'], -2)).toBe('dcc66b5118f6f5cbefd3');
  });

  it('keep apart what differs in any part, though the parts read the same in a row', () => {
    const ids = [
      clipIdOf('a', '1', 0),
      clipIdOf('a', '1', 1),
      clipIdOf('a', '10', 1),
      clipIdOf('a1', '0', 1),
      clipIdOf('a', '1', 10),
      sampleIdOf('a', 'matched', 0),
      sampleIdOf('a', 'original', 0),
      sampleIdOf('a', 'matched', 1),
      sampleIdOf('b', 'matched', 0),
      mashupIdOf('a', ['b', 'c'], 0),
      mashupIdOf('a', ['b', 'c'], 1),
      mashupIdOf('a', ['b', 'c'], -1),
      mashupIdOf('a', ['c', 'b'], 0),
      mashupIdOf('b', ['a', 'c'], 0),
      mashupIdOf('a', ['bc'], 0),
      trackIdOf(['mix', 'x']),
      trackIdOf(['vocals', 'x']),
      trackIdOf(['vocals', 'x', 'drums', 'y']),
      trackIdOf(['vocals', 'y', 'drums', 'x']),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{20}$/);
  });
});
