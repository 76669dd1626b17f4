import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { processSongs } from '../../../../src/cli/runtime/session/processSongs.js';
import { matchOptionsOf } from '../../../../src/cli/runtime/wiring/matchOptionsOf.js';
import { openTools } from '../../../../src/cli/runtime/wiring/openTools.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { startPipeline } from '../../../../src/cli/runtime/wiring/startPipeline.js';
import { configSchema } from '../../../../src/config.js';
import { silentObserver } from '../../../../src/metrics.js';
import { enterSong } from '../../../support/matchedState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { oneTerms } from '../../../support/matchOptions.js';

const directory = temporaryDirectory();
let state: State;
let count = 0;
beforeEach(() => {
  state = openState(directory(String(++count)), 'run');
});
afterEach(() => state.close());

describe('processSongs', () => {
  /** Works through what the state holds; `early`: the pipeline is stopped before. */
  async function work(early = false): Promise<boolean> {
    const config = configSchema.parse({ data: directory(String(count)), enoughPartners: 10 });
    const tools = openTools(config);
    const scorers = scorersOf(config, state.blobs);
    const pipeline = startPipeline({
      config,
      state,
      ...{ tools, scorers, terms: oneTerms },
      names: ['match'],
      observer: silentObserver,
    });
    if (early) pipeline.stop();
    const matchOptions = matchOptionsOf({ config, state, scorers, terms: oneTerms }, silentObserver);
    const done = await processSongs({ state, pipeline, matchOptions });
    pipeline.stop();
    await pipeline.ended;
    await tools.close();
    return done;
  }
  const keysOf = async (topic: string): Promise<string[]> =>
    (await lastValueFrom(state.log.readTable(topic).pipe(toArray()))).map(({ key }) => key).sort();

  it('ranks all, and lets the samples of voices leave that have few partners', async () => {
    for (const [i, name] of ['a', 'b', 'c'].entries()) await enterSong(state, { name, tonic: i });
    expect(await work()).toBe(true);
    expect(await keysOf('mashups')).toEqual(['clip-a', 'clip-b', 'clip-c']);
    expect(await keysOf('training-samples')).toHaveLength(9);
  });

  it('says that it was interrupted', async () => {
    await enterSong(state, { name: 'a' });
    expect(await work(true)).toBe(false);
    expect(await keysOf('mashups')).toEqual([]);
  });
});
