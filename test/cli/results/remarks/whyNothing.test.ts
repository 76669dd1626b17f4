import { expect, it } from 'vitest';
import { whyNothing, type Nothing } from '../../../../src/cli/results/remarks/whyNothing.js';
import type { Clip } from '../../../../src/domain/clip.js';
import type { TrackRecord } from '../../../../src/ports/trackRecord.js';
import { clipOf, type ClipShape } from '../../../support/clips.js';
import { publication, trackRecord } from '../../../support/ingestWorld.js';

const songOf = (title: string, shape: ClipShape = {}): Clip =>
  clipOf(title, { title, ...shape, trackId: title });
const trackOf = ({ source, trackId, clipId }: Clip): TrackRecord => ({
  ...trackRecord({ trackId, source, complete: true }),
  ...{ clipIds: [clipId], publications: [publication(trackId)] },
});
const filters = { vocal: [], exclude: [], useDoubtful: false };
function why(
  clips: readonly Clip[],
  named?: readonly string[],
  more: Partial<Nothing> = {},
): readonly string[] {
  const tracks = clips.map(trackOf);
  return whyNothing({
    tracks,
    clips: new Map(clips.map((clip) => [clip.clipId, clip])),
    named: named && tracks.filter(({ trackId }) => named.includes(trackId)),
    filters,
    rule: { maxShift: 3, maxStretch: 0.12 },
    ...more,
  });
}
const unfit = 'within the key and tempo rule';
const [a, b, c] = [songOf('A'), songOf('B', { bpm: 80 }), songOf('C', { trusted: false })];

it('advises more songs where nothing was filtered, and names what filters left where something was', () => {
  expect(why([a, b])).toEqual([`No two songs fit together ${unfit}. Add more songs.`]);
  const choice = { ...filters, vocal: ['a', 'c'], exclude: ['b'], bpmRange: [100, 130] as const };
  expect(why([a, b, c], undefined, { filters: choice })).toEqual([
    // C cannot be used.
    `No two songs fit together ${unfit}: of 3 songs --vocal leaves 1 voice, --exclude leaves out 1, --bpm-range leaves 1 voice.`,
  ]);
  expect(why([a], undefined, { filters: { ...filters, vocal: ['x'] } })[0]).toMatch(
    /of 1 song --vocal leaves 0 voices\.$/,
  );
});

it('does not blame the rule where no voice is taken', () => {
  const seldom = songOf('D', { sungShare: 0.3 });
  expect(why([seldom, songOf('Band', { vocal: false })])).toEqual([
    'No voice sings enough to carry a mashup. Name one to have it all the same (--vocal).',
  ]);
  expect(why([seldom, a])[0]).toMatch(/^No two songs fit/);
  expect(why([seldom], undefined, { filters: { ...filters, useDoubtful: true } })[0]).toMatch(
    /^No two songs/,
  );
});

it('names the songs that were named, few of many', () => {
  expect(why([a, b], ['A'])).toEqual([`A has no partner ${unfit}.`]);
  expect(why([a, b, c], ['A', 'B'])).toEqual([`A and B have no partner ${unfit}.`]);
  const many = ['D', 'E', 'F', 'G'].map((name) => songOf(name));
  expect(why([a, ...many], ['D', 'E', 'F', 'G'])[0]).toMatch(/^D and E and 2 more have no partner/);
});

it('of a song without a voice tells which voice comes nearest', () => {
  const band = (shape: ClipShape) => songOf('Band', { vocal: false, ...shape });
  const nearest = (shape: ClipShape): string => why([a, b, c, band(shape)], ['Band'])[1];
  expect(nearest({ bpm: 100 })).toBe(
    'Band: for the voice of A, the nearest, Band would need a stretch of 20 % where 12 % are allowed.',
  );
  expect(nearest({ bpm: 79, tonic: 4 })).toMatch(/^Band: it fits a voice in key and tempo, but is not among/);
  const harmony = {
    ...band({ bpm: 79, tonic: 4 }),
    supplies: { vocal: false, harmonic: true, percussion: false },
  };
  expect(why([a, b, harmony], ['Band'])[1]).toBe(
    'Band: for the voice of B, the nearest, Band is 1 semitone too far.',
  );
  expect(why([songOf('Other', { vocal: false }), harmony], ['Band'])[1]).toBe(
    'Band: no other song has a voice for it.',
  );
  // Of what is not used at all the remarks tell.
  expect(why([a, band({ trusted: false })], ['Band'])).toHaveLength(1);
});
