import { describe, expect, it } from 'vitest';
import { usableRankings, type RankingChoice } from '../../../../src/cli/results/best/usableRankings.js';
import type { Ranking } from '../../../../src/domain/mashup.js';
import { clipOf } from '../../../support/clips.js';

const clips = new Map(['v', 'w', 'h', 'p', 'banned'].map((id) => [id, clipOf(id, { title: `song ${id}` })]));
const ranking = (seedClipId: string, others: readonly string[], scorer = 'amu'): Ranking => ({
  ...{
    schema: 1,
    seedClipId,
    seedTrackId: 't',
    revision: 1,
    runSeed: '1',
    scorer: { name: scorer, version: '1' },
  },
  mashups: others.map((clipId) => ({
    ...{ mashupId: seedClipId + clipId, seedClipId, condition: 'matched', bars: 16, score: 1, axes: {} },
    parts: [seedClipId, clipId].map((id, i) => ({
      ...{ role: i === 0 ? 'vocal' : 'harmonic', clipId: id, trackId: id },
      ...{ shift: 0, warp: true, stretch: 1, offset: 0 },
    })),
  })),
});
const all = [
  ranking('v', ['h', 'banned', 'gone']),
  ranking('w', ['p']),
  ranking('gone', ['h']),
  ranking('p', ['h'], 'lee'),
];
const usable = (choice: Partial<RankingChoice> = {}): string[] =>
  usableRankings(all, { scorer: 'amu', vocal: [], exclude: [], ...choice }, clips).map(
    ({ seedClipId, mashups }) => `${seedClipId}: ${mashups.map(({ mashupId }) => mashupId).join(' ')}`,
  );

describe('usableRankings', () => {
  it('are those of one scorer, without what is gone', () => {
    expect(usable()).toEqual(['v: vh vbanned', 'w: wp']);
    expect(usable({ scorer: 'lee' })).toEqual(['p: ph']);
  });
  it('keep to the voices chosen and leave out excluded songs, as voice and as part', () => {
    expect(usable({ vocal: ['song w'] })).toEqual(['w: wp']);
    expect(usable({ exclude: ['banned', 'song w'] })).toEqual(['v: vh']);
  });
});
