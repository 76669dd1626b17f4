import { describe, expect, it } from 'vitest';
import type { Rejected } from '../../../src/domain/rejected.js';
import type { Role } from '../../../src/domain/role.js';
import { chooseAnew } from '../../../src/operators/choose/chooseAnew.js';
import type { Selection } from '../../../src/operators/match/selection.js';
import { matchWorld } from '../../support/matchWorld.js';

const world = matchWorld();

interface Asked {
  readonly anew: readonly Role[];
  readonly rejected?: Rejected;
  readonly shift?: number;
  readonly selection?: Partial<Selection>;
}

/** Around voice over band with the drums of kit: `voice band -2 kit`. */
async function anew({
  anew: roles,
  rejected = {},
  shift = 0,
  selection,
}: Asked): Promise<string | undefined> {
  const [seed, band, percussion] = await Promise.all(['voice', 'band', 'kit'].map((id) => world().clip(id)));
  const chosen = await chooseAnew(
    { ...world(), selection: { vocal: [], exclude: [], ...selection } },
    {
      ...{ seed, harmonic: { clip: band, shift }, percussion, anew: roles },
      rejected: { vocal: ['track-voice'], harmonic: ['track-band'], percussion: ['track-kit'], ...rejected },
    },
  );
  if (!chosen) return undefined;
  const { clip, shift: by } = chosen.harmonic;
  return [chosen.seed.clipId, clip.clipId, by, chosen.percussion.clipId].join(' ');
}

const parts = { voice: {}, band: { vocal: false }, kit: { vocal: false } };

describe('chooseAnew', () => {
  it('vocal: no voice that hardly sings, unless it is named', async () => {
    await world().enter({ ...parts, other: { sungShare: 0.3 } });
    expect(await anew({ anew: ['vocal'] })).toBeUndefined();
    expect(await anew({ anew: ['vocal'], selection: { vocal: ['other'] } })).toMatch(/^other band /);
  });

  it('percussion: the best drums that were not turned down, the rest as it was', async () => {
    await world().enter({ ...parts, good: {}, better: {}, far: { bpm: 200 } });
    Object.assign(world().worth, { kit: 9, better: 5, good: 4, band: 3, far: 8 });
    expect(await anew({ anew: ['percussion'], shift: 5 })).toBe('voice band 5 better');
    const rejected = { percussion: ['track-kit', 'track-better'] };
    expect(await anew({ anew: ['percussion'], rejected })).toBe('voice band 0 good');
    expect(await anew({ anew: ['percussion'], selection: { exclude: ['better'] } })).toBe(
      'voice band 0 good',
    );
    const all = { percussion: ['kit', 'better', 'good', 'band'].map((id) => `track-${id}`) };
    expect(await anew({ anew: ['percussion'], rejected: all })).toBeUndefined();
  });

  it('harmonic: another song at its own shift; drums of the same song may come twice', async () => {
    await world().enter({ ...parts, up: { tonic: 2 } });
    Object.assign(world().worth, { up: 5 });
    expect(await anew({ anew: ['harmonic'] })).toBe('voice up -2 kit');
    expect(await anew({ anew: ['harmonic', 'percussion'] })).toBe('voice up -2 up');
  });

  it('vocal: another voice that the parts that stay may accompany, with a shift of its own', async () => {
    await world().enter({ ...parts, high: { tonic: 1 }, fast: { bpm: 150 }, waltz: { meter: 3 } });
    expect(await anew({ anew: ['vocal'] })).toBe('high band 1 kit');
    expect(await anew({ anew: ['vocal'], selection: { vocal: ['fast'] } })).toBeUndefined();
    expect(
      await anew({ anew: ['vocal'], rejected: { vocal: ['track-voice', 'track-high'] } }),
    ).toBeUndefined();
    await world().enter({ kit: { vocal: false, bpm: 160 } });
    expect(await anew({ anew: ['vocal'] })).toBeUndefined();
    expect(await anew({ anew: ['vocal', 'percussion'] })).toBe('high band 1 band');
  });
});
