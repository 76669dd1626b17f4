import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState, type State } from '../../../src/cli/runtime/openState.js';
import { processSongs, retryGivenUp } from '../../../src/cli/runtime/processSongs.js';
import { matchOptionsOf } from '../../../src/cli/runtime/matchOptionsOf.js';
import { openTools } from '../../../src/cli/runtime/openTools.js';
import { startPipeline } from '../../../src/cli/runtime/startPipeline.js';
import { configSchema } from '../../../src/config.js';
import { silentObserver } from '../../../src/metrics.js';
import { enterSong } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
let state: State;
let count = 0;
beforeEach(() => {
  state = openState(directory(String(++count)), 'run');
});
afterEach(() => state.close());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Publishes a track and a dead letter for its record; offsets are counted from 0. */
async function failed(key: string, offset: number, code: string): Promise<void> {
  await state.log.append('tracks', [{ key, value: bytes(`song ${key}`) }]);
  const [record] = (await records()).filter((each) => each.key === key);
  const headers = {
    'error.topic': 'tracks',
    'error.partition': String(record.partition),
    'error.offset': String(record.offset + offset),
    'error.code': code,
    'error.message': 'm',
  };
  await state.log.append('dead-letters', [{ key, value: bytes(`song ${key}`), headers }]);
}
const records = () => lastValueFrom(state.log.readTable('tracks').pipe(toArray()));

describe('retryGivenUp', () => {
  it('puts on the topic once more, for one last try, what was given up for ending the process, and nothing else', async () => {
    await failed('given up', 0, 'too-many-attempts');
    await failed('bad', 0, 'not-audio');
    await failed('not asked for', 0, 'too-many-attempts');
    await failed('published anew since', -1, 'too-many-attempts');
    const keys = ['given up', 'bad', 'published anew since', 'never seen'];
    expect(await retryGivenUp(state, keys)).toBe(true);
    const again = (await records()).filter(({ headers }) => headers['last-chance'] === 'yes');
    expect(again.map(({ key, value }) => [key, new TextDecoder().decode(value ?? undefined)])).toEqual([
      ['given up', 'song given up'],
    ]);
    // Its failure was that of the record before: it is not tried a third time.
    expect(await retryGivenUp(state, keys)).toBe(false);
  });
});

describe('processSongs', () => {
  /** Works through what the state holds; `early`: the pipeline is stopped before. */
  async function work(early = false): Promise<boolean> {
    const config = configSchema.parse({ data: directory(String(count)), enoughPartners: 10 });
    const tools = openTools(config);
    const pipeline = await startPipeline({
      config,
      state,
      tools,
      names: ['match'],
      observer: silentObserver,
    });
    if (early) pipeline.stop();
    const matchOptions = matchOptionsOf(config, state, silentObserver);
    const done = await processSongs({ state, pipeline, matchOptions });
    pipeline.stop();
    await pipeline.ended;
    await pipeline.close();
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
