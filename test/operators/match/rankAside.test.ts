import { describe, expect, it } from 'vitest';
import { rankAside } from '../../../src/operators/match/rankAside.js';
import type { Selection } from '../../../src/operators/match/selection.js';
import type { ClipShape } from '../../support/clips.js';
import { trackRecord } from '../../support/ingestWorld.js';
import { matchWorld } from '../../support/matchWorld.js';

const world = matchWorld();

/** Voices with the parts of their rankings, best first. */
async function aside(choice: Partial<Selection> = {}): Promise<Record<string, readonly string[]>> {
  const rankings = await rankAside(world(), { vocal: [], exclude: [], ...choice });
  return Object.fromEntries(
    rankings.map(({ seedClipId, mashups }) => [
      seedClipId,
      [...new Set(mashups.map(({ parts }) => parts[1].clipId))],
    ]),
  );
}

async function enter(shapes: Readonly<Record<string, ClipShape>>): Promise<void> {
  for (const { clipId, trackId } of await world().enter(shapes))
    await world().catalogue.putTrack(trackRecord({ trackId, clipIds: [clipId], complete: true }));
}

describe('rankAside', () => {
  it('ranks the voices chosen, without the songs left out: the next best come up', async () => {
    await enter({ a: {}, b: { title: 'Noise' }, c: {}, d: { bpm: 119 } });
    Object.assign(world().worth, { b: 9, c: 5, d: 1 });
    expect(await aside({ vocal: ['/music/a'] })).toEqual({ a: ['b', 'c'] });
    expect(await aside({ vocal: ['/music/a'], exclude: ['noise'] })).toEqual({ a: ['c', 'd'] });
    expect(Object.keys(await aside({ bpmRange: [110, 119.5] }))).toEqual(['d']);
    expect(Object.keys(await aside())).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes a voice that seldom sings only where it is named, or doubtful clips are asked for', async () => {
    await enter({ a: { sungShare: 0.49 }, b: { sungShare: 0.5 } });
    expect(await aside()).toEqual({ a: [], b: ['a'] });
    expect(await aside({ exclude: ['nothing'] })).toEqual({ a: [], b: ['a'] });
    expect(await aside({ vocal: ['/music/a'] })).toEqual({ a: ['b'] });
  });

  it('keeps nothing: no state, no samples', async () => {
    await enter({ a: {}, b: {} });
    await aside();
    expect(await world().catalogue.getSeedState('a')).toBeUndefined();
  });
});
