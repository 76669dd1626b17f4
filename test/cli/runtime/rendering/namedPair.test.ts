import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosenLines } from '../../../../src/cli/results/remarks/chosenLines.js';
import type { ChosenMashup } from '../../../../src/cli/runtime/rendering/chosenMashup.js';
import { namedPair, type PairWords } from '../../../../src/cli/runtime/rendering/namedPair.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { configSchema, type Config } from '../../../../src/config.js';
import { enterSong } from '../../../support/matchedState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const data = directory('data');
let state: State;
beforeAll(async () => {
  state = openState(data, 'run');
  for (const song of [
    { name: 'Alpha', bpm: 120, tonic: 0 },
    { name: 'Beta', bpm: 124, tonic: 2 },
    { name: 'Beta two', bpm: 123, tonic: 2, artist: 'Betty' },
    { name: 'Band', bpm: 121, tonic: 1, vocal: false },
    { name: 'Slow', bpm: 70, tonic: 4, meter: 3 as const },
    { name: 'Doubtful', bpm: 120, tonic: 0, trusted: false },
    { name: 'Crawl', bpm: 13, tonic: 0 },
  ])
    await enterSong(state, song);
});
afterAll(() => state.close());

type Asked = Partial<PairWords> & Partial<Pick<Config, 'vocal' | 'exclude' | 'scorer' | 'maxShift'>>;

function named({
  harmonic = ['beta two'],
  percussion = [],
  shift,
  ...settings
}: Asked): Promise<ChosenMashup> {
  const config: Config = { ...configSchema.parse({ data }), vocal: ['alpha'], ...settings };
  return namedPair({ state, config }, { harmonic, percussion, shift });
}
const songsIn = ({ facts }: ChosenMashup): string[] => facts.parts.map(({ song }) => song);

describe('namedPair', () => {
  it('makes the pair with score and axes of the scorer configured, under an id of its own', async () => {
    const { found, facts } = await named({});
    const { id, mashup, scorer } = found;
    expect(id).toMatch(/^[0-9a-f]{20}$/);
    expect(scorer?.name).toBe('dualnet');
    expect(mashup).toMatchObject({ seedClipId: 'clip-Alpha', condition: 'matched', bars: 16 });
    expect(mashup.mashupId).toBeUndefined();
    expect(mashup.score).toBe(facts.score);
    expect(Object.keys(mashup.axes ?? {})).toEqual([
      'harmonic',
      'rhythmic',
      'groove',
      'key',
      'voice',
      'ease',
      'network',
    ]);
    expect(songsIn({ found, facts }).slice(0, 2)).toEqual(['Alpha', 'Beta two (Betty)']);
    expect(facts).toMatchObject({ outOfRule: [], doubtful: [], others: {} });
    expect((await named({ scorer: 'amu' })).found.scorer?.name).toBe('amu');
    expect((await named({})).found).toEqual(found);
  });

  it('takes the shift of the best pre-score within --max-shift, or that which is asked for', async () => {
    const shiftOf = ({ found }: ChosenMashup) => found.mashup.parts[1].shift;
    expect(shiftOf(await named({ maxShift: 0 }))).toBe(0);
    expect(Math.abs(shiftOf(await named({ maxShift: 2 })))).toBeLessThanOrEqual(2);
    const one = await named({ shift: -6 });
    expect(shiftOf(one)).toBe(-6);
    expect(one.found.id).not.toBe((await named({ shift: 6 })).found.id);
  });

  it('takes the best of several songs, and tells of the others', async () => {
    const chosen = await named({ harmonic: ['beta'] });
    expect(chosen.facts.others['harmonic']).toHaveLength(1);
    const [other] = chosen.facts.others['harmonic'] ?? [];
    expect([songsIn(chosen)[1], other].sort()).toEqual(['Beta', 'Beta two (Betty)']);
    expect(chosenLines(chosen.facts)[1]).toBe(
      `--harmonic names 2 songs: taken is ${songsIn(chosen)[1]}, the best by dualnet; the others: ${other}`,
    );
    const single = await named({ harmonic: ['beta'], exclude: ['betty'] });
    expect([songsIn(single)[1], single.facts.others]).toEqual(['Beta', {}]);
  });

  it('makes what is out of the rule all the same, and says by how much', async () => {
    const { found, facts } = await named({ harmonic: ['slow'], percussion: ['doubtful'], maxShift: 0 });
    // It plays in half time: its 64 beats would last 128 of the voice's.
    expect(found.mashup.bars).toBe(16);
    expect(found.mashup.parts[1]).toMatchObject({
      beatRatio: 2,
      stretch: expect.closeTo(120 / 140) as number,
    });
    expect(facts.outOfRule).toEqual([
      {
        ...{
          role: 'harmonic',
          song: 'Slow',
          shift: 1,
          stretch: expect.closeTo(1 - 120 / 140) as number,
          meter: 3,
        },
        why: 'Slow is 1 semitone too far and would need a stretch of 14 % where 12 % are allowed and has 3 beats in a bar',
      },
    ]);
    expect(facts.doubtful).toEqual([{ role: 'percussion', song: 'Doubtful', doubts: ['weak-beats'] }]);
    expect(chosenLines(facts).slice(1)).toEqual([
      'Made all the same, though out of the rule: harmonic Slow is 1 semitone too far and would need a stretch of 14 % where 12 % are allowed and has 3 beats in a bar',
      'Not to be trusted: percussion Doubtful (weak-beats). A sidecar file can correct it',
    ]);
  });

  it.each<[Asked, RegExp]>([
    [{ vocal: ['band'] }, /--vocal: Band has no voice to use/],
    [
      { vocal: ['alpa'], harmonic: ['beta twoo', 'x'] },
      /3 problems[^]*near it: Alpha[^]*near it: Beta two \(Betty\)[^]*"x"/,
    ],
    [{ harmonic: ['crawl'] }, /Crawl would have to be played from 13 to 120 bpm[^]*sidecar/],
  ])('refuses %j', async (asked, reason) => {
    await expect(named(asked)).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(reason) as string,
    });
  });
});
