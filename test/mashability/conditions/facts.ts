import fc from 'fast-check';
import type { ClipFacts } from '../../../src/mashability/conditions/clipFacts.js';

/** A clip of C major, 120 bpm, 4/4 that supplies everything. */
export const facts = (
  clipId: string,
  over: Partial<ClipFacts> & { readonly bpm?: number } = {},
): ClipFacts => {
  const { bpm = 120, ...rest } = over;
  return {
    clipId,
    trackId: `track of ${clipId}`,
    source: {},
    key: { tonic: 0, mode: 'major' },
    grid: { bpm, meter: 4 },
    ...{ trusted: true, doubts: [] },
    supplies: { vocal: true, harmonic: true, percussion: true },
    ...rest,
  };
};

const oneOf = <T>(...items: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...items);

/** Catalogues of 1–40 clips with every kind of trouble: shared recordings, unknown meters, doubtful clips, missing roles. */
export const catalogues: fc.Arbitrary<readonly ClipFacts[]> = fc
  .array(
    fc.record({
      trackId: oneOf('t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8'),
      source: fc.record({ artist: oneOf(undefined, '', 'A', 'B'), title: oneOf(undefined, 'x', 'y', 'z') }),
      key: fc.record({ tonic: fc.nat(11), mode: oneOf('major' as const, 'minor' as const) }),
      grid: fc.record({
        bpm: fc.integer({ min: 550, max: 2000 }).map((x) => x / 10),
        meter: oneOf(4 as const, 4 as const, 4 as const, 3 as const, 6 as const, null),
      }),
      trusted: oneOf(true, true, true, false),
      doubts: oneOf([], [], [], ['weak-key']),
      supplies: fc.record({
        vocal: fc.boolean(),
        harmonic: oneOf(true, true, false),
        percussion: oneOf(true, true, false),
      }),
    }),
    { minLength: 1, maxLength: 40, size: 'max' },
  )
  .map((clips) => clips.map((clip, i) => ({ ...clip, clipId: `c${i}` })));
