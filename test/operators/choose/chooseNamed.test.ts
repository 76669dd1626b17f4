import { describe, expect, it } from 'vitest';
import type { Clip } from '../../../src/domain/clip.js';
import type { ChosenTriple } from '../../../src/operators/choose/bestTriple.js';
import { chooseNamed, type NamedClips } from '../../../src/operators/choose/chooseNamed.js';
import type { ClipShape } from '../../support/clips.js';
import { matchWorld } from '../../support/matchWorld.js';

const world = matchWorld();
const nobody = { vocal: [], exclude: [] };

async function clipsOf(ids: readonly string[]): Promise<readonly Clip[]> {
  return Promise.all(ids.map((id) => world().clip(id)));
}

interface Asked {
  readonly vocal?: readonly string[];
  readonly harmonic: readonly string[];
  readonly percussion?: readonly string[];
  readonly shift?: number;
  readonly exclude?: readonly string[];
  readonly useDoubtful?: boolean;
}

async function choose(asked: Asked): Promise<ChosenTriple | undefined> {
  const { vocal = ['voice'], harmonic, percussion, shift, exclude = [], useDoubtful = false } = asked;
  const named: NamedClips = {
    vocal: await clipsOf(vocal),
    harmonic: await clipsOf(harmonic),
    percussion: percussion && (await clipsOf(percussion)),
    shift,
  };
  return chooseNamed({ ...world(), useDoubtful, selection: { ...nobody, exclude } }, named);
}
const said = (chosen: ChosenTriple | undefined) =>
  chosen && [
    chosen.seed.clipId,
    chosen.harmonic.clip.clipId,
    chosen.harmonic.shift,
    chosen.percussion.clipId,
  ];
const enter = (shapes: Readonly<Record<string, ClipShape>>) => world().enter({ voice: {}, ...shapes });

describe('chooseNamed', () => {
  it('takes the shift that the pre-score likes best, and the best drums within the rule', async () => {
    await enter({ band: { tonic: 2 }, good: {}, bad: {}, far: { bpm: 200 } });
    Object.assign(world().worth, { good: 5, bad: 1, far: 9 });
    const chosen = await choose({ harmonic: ['band'] });
    expect(said(chosen)).toEqual(['voice', 'band', -2, 'good']);
    expect(chosen?.score).toBeCloseTo(0.5);
    expect(said(await choose({ harmonic: ['band'], exclude: ['/music/good'] }))?.[3]).toBe('bad');
  });

  it('takes the shift and the drums that were asked for, beyond the rule as well', async () => {
    await enter({ band: { tonic: 2 }, good: {}, far: { bpm: 200 } });
    Object.assign(world().worth, { good: 5 });
    const chosen = await choose({ harmonic: ['band'], percussion: ['far'], shift: 6 });
    expect(said(chosen)).toEqual(['voice', 'band', 6, 'far']);
  });

  it('without drums within the rule takes those of the song of the harmonic part', async () => {
    await enter({ band: { bpm: 70 }, other: { bpm: 71 } });
    expect(said(await choose({ harmonic: ['band'] }))).toEqual(['voice', 'band', 0, 'band']);
    const band = await world().clip('band');
    const supplies = { ...band.supplies, percussion: false };
    await world().catalogue.putClip({ ...band, supplies });
    expect(await choose({ harmonic: ['band'] })).toBeUndefined();
    await world().catalogue.putClip({ ...band, clipId: 'band2' });
    expect(said(await choose({ harmonic: ['band'] }))).toEqual(['voice', 'band', 0, 'band2']);
  });

  it('of an unknown meter takes no drums but its own: nothing keeps to a rule', async () => {
    await enter({ odd: { meter: null }, band: {}, good: {} });
    expect(said(await choose({ vocal: ['odd'], harmonic: ['band'] }))).toEqual(['odd', 'band', 0, 'band']);
  });

  it('lets the score decide between several, where equal wishes are met', async () => {
    await enter({ second: {}, a: {}, b: {} });
    Object.assign(world().worth, { a: 3, b: 4 });
    expect(said(await choose({ vocal: ['voice', 'second'], harmonic: ['a', 'b'] }))?.[1]).toBe('b');
  });

  it('comes to doubtful clips, to what breaks the rule, and to the own song last', async () => {
    await enter({ fine: {}, far: { bpm: 180 }, doubtful: { trusted: false }, drums: {} });
    Object.assign(world().worth, { fine: 1, far: 5, doubtful: 7, voice: 9 });
    const all = ['voice', 'doubtful', 'far', 'fine'];
    for (const expected of ['fine', 'far', 'doubtful', 'voice']) {
      expect(said(await choose({ harmonic: all }))?.[1]).toBe(expected);
      all.pop();
    }
    expect(said(await choose({ harmonic: ['doubtful', 'fine'], useDoubtful: true }))?.[1]).toBe('doubtful');
  });
});
