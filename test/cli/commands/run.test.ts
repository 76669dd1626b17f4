import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { openState, type State } from '../../../src/cli/runtime/openState.js';
import { readRankings } from '../../../src/cli/runtime/readRankings.js';
import { sampleSchema, type Sample } from '../../../src/domain/sample.js';
import { mashstream } from '../../support/mashstream.js';
import { enterSong } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();

async function looking<T>(data: string, look: (state: State) => Promise<T>): Promise<T> {
  const state = openState(data, 'look');
  return look(state).finally(() => state.close());
}

const samplesIn = (data: string): Promise<Sample[]> =>
  looking(data, async ({ log }) => {
    const records = await lastValueFrom(log.readTable('training-samples').pipe(toArray()));
    return records.map(({ value }) => sampleSchema.parse(JSON.parse(new TextDecoder().decode(value))));
  });

/** Waits until so many voices are ranked. */
async function ranked(data: string, count: number): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const rankings = await looking(data, ({ log }) => readRankings(log));
    if (rankings.length === count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the rankings do not come');
}

describe('a run that goes on for ever', () => {
  it('sends the samples of seeds with too few partners when it is told to end', async () => {
    const data = directory('data');
    const state = openState(data, 'run');
    await enterSong(state, { name: 'One', bpm: 120 });
    await enterSong(state, { name: 'Two', bpm: 118, tonic: 2 });
    await enterSong(state, { name: 'Far', bpm: 170, tonic: 6 });
    await state.close();
    const run = mashstream('run', 'match', '--data', data);
    await ranked(data, 3);
    expect(await samplesIn(data)).toEqual([]);
    process.emit('SIGINT');
    const { code, stderr } = await run;
    expect([code, stderr]).toEqual([130, expect.stringMatching(/Interrupted/)]);
    // Far has nobody to go with.
    const seeds = (await samplesIn(data)).map(({ recipe, label }) => `${recipe.seedClipId} ${label}`);
    expect(seeds.sort()).toEqual(
      ['One', 'Two'].flatMap((name) =>
        ['negative', 'positive', 'unlabelled'].map((label) => `clip-${name} ${label}`),
      ),
    );
  });
});
