import { mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ChosenMashup } from '../../../../src/cli/runtime/rendering/chosenMashup.js';
import { rerolled } from '../../../../src/cli/runtime/rendering/rerolled.js';
import { readRankings } from '../../../../src/cli/runtime/reading/readRankings.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { configSchema } from '../../../../src/config.js';
import type { Mashup } from '../../../../src/domain/mashup.js';
import type { Role } from '../../../../src/domain/role.js';
import { matchedState } from '../../../support/matchedState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const data = directory('data');
const out = directory('out');
const config = configSchema.parse({ data, out });
let state: State;
let mashup: Mashup;
beforeAll(async () => {
  const songs = ['Alpha', 'Beta', 'Gamma', 'Delta'].map((name, i) => ({ name, bpm: 118 + i, tonic: i }));
  await matchedState(data, songs);
  state = openState(data, 'look');
  const ranking = (await readRankings(state.log)).find(({ seedClipId }) => seedClipId === 'clip-Alpha');
  if (!ranking) throw new Error('Alpha is not ranked');
  [mashup] = ranking.mashups;
});
afterAll(() => state.close());
beforeEach(() => rm(out, { recursive: true, force: true }));

const reroll = (id: string, ...anew: Role[]): Promise<ChosenMashup> =>
  rerolled({ state, config }, { id, anew });
const songOf = ({ facts }: ChosenMashup, role: Role) => facts.parts.find((part) => part.role === role)?.song;

/** What rendering writes of it, as far as it is read again. */
async function keep({ found: { id, mashup: made, rejected, runSeed } }: ChosenMashup): Promise<void> {
  await mkdir(directory('out', id), { recursive: true });
  const facts = {
    schema: 1,
    ...made,
    drawnId: id,
    rejected,
    seed: runSeed,
    files: {},
    duration: 9,
    madeFrom: 'x',
  };
  await writeFile(directory('out', id, 'mashup.json'), JSON.stringify(facts));
}

describe('rerolled', () => {
  it('goes from drums to drums until none is left, and comes to none twice', async () => {
    const heard = [mashup.parts[2].trackId];
    let { mashupId: id } = mashup;
    for (let i = 0; i < 2; i += 1) {
      const chosen = await reroll(id, 'percussion');
      const [vocal, harmonic, percussion] = chosen.found.mashup.parts;
      expect([vocal, harmonic]).toEqual(mashup.parts.slice(0, 2));
      expect(heard).not.toContain(percussion.trackId);
      expect(chosen.found.rejected).toEqual({ percussion: heard });
      expect(chosen.facts.instead).toEqual({ percussion: [heard.at(-1)?.replace('track-clip-', '')] });
      heard.push(percussion.trackId);
      await keep(chosen);
      ({ id } = chosen.found);
    }
    await expect(reroll(id, 'percussion')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/no other song within the rule is left[^]*3 as percussion/) as string,
    });
    // For another part nothing was turned down yet.
    expect((await reroll(id, 'harmonic')).found.rejected).toMatchObject({
      percussion: heard.slice(0, 2),
      harmonic: [mashup.parts[1].trackId],
    });
  });

  it('takes the best by the scorer configured, with its score', async () => {
    const { found, facts } = await reroll(mashup.mashupId, 'percussion');
    const rivals = (await readRankings(state.log))
      .flatMap(({ mashups }) => mashups)
      .filter(({ mashupId, seedClipId, parts }) => {
        const [, harmonic] = mashup.parts;
        return (
          mashupId !== mashup.mashupId &&
          seedClipId === mashup.seedClipId &&
          parts[1].clipId === harmonic.clipId &&
          parts[1].shift === harmonic.shift
        );
      });
    expect(rivals.length).toBeGreaterThan(0);
    expect(facts.score).toBeCloseTo(Math.max(...rivals.map(({ score }) => score)), 9);
    // The very id of what a ranking holds.
    expect(rivals.map(({ mashupId }) => mashupId)).toContain(found.id);
  });

  it('finds another voice for harmony and drums', async () => {
    const chosen = await reroll(mashup.mashupId, 'vocal');
    const [vocal, harmonic, percussion] = chosen.found.mashup.parts;
    expect(songOf(chosen, 'vocal')).not.toBe('Alpha');
    expect([harmonic.clipId, percussion.clipId]).toEqual(mashup.parts.slice(1).map(({ clipId }) => clipId));
    expect(chosen.found.mashup.seedClipId).toBe(vocal.clipId);
    expect(chosen.found.rejected).toEqual({ vocal: ['track-clip-Alpha'] });
  });
});
