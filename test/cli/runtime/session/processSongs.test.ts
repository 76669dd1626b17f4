import { lastValueFrom, toArray, type Subscription } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { processSongs } from '../../../../src/cli/runtime/session/processSongs.js';
import { matchOptionsOf } from '../../../../src/cli/runtime/wiring/matchOptionsOf.js';
import { openTools } from '../../../../src/cli/runtime/wiring/openTools.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { startPipeline } from '../../../../src/cli/runtime/wiring/startPipeline.js';
import { configSchema } from '../../../../src/config.js';
import type { Rerank } from '../../../../src/domain/rerank.js';
import type { Log } from '../../../../src/ports/log.js';
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
  /** Works through what the state holds; `early`: the pipeline is stopped before; `shared`: others may work on it too. */
  async function work({ early = false, shared = false } = {}): Promise<boolean> {
    const config = configSchema.parse({ data: directory(String(count)), enoughPartners: 10 });
    const tools = openTools(config);
    const scorers = scorersOf(config, state);
    const pipeline = startPipeline({
      config,
      state,
      ...{ tools, scorers, terms: oneTerms },
      names: ['match'],
      observer: silentObserver,
    });
    if (early) pipeline.stop();
    const matchOptions = matchOptionsOf({ config, state, scorers, terms: oneTerms }, silentObserver);
    const done = await processSongs({ state: { ...state, shared }, pipeline, matchOptions });
    pipeline.stop();
    await pipeline.ended;
    await tools.close();
    return done;
  }
  const keysOf = async (topic: string): Promise<string[]> =>
    (await lastValueFrom(state.log.readTable(topic).pipe(toArray()))).map(({ key }) => key).sort();

  const reasons = async (): Promise<readonly string[]> => {
    const since = (await state.log.end('rerank')).map(() => 0);
    const requests = await lastValueFrom(state.log.readTable('rerank', { since }).pipe(toArray()));
    const whys = requests.map(
      ({ value }) => (JSON.parse(new TextDecoder().decode(value ?? undefined)) as Rerank).why,
    );
    return [...new Set(whys)];
  };

  it('ranks all, and lets the samples of voices leave that have few partners', async () => {
    for (const [i, name] of ['a', 'b', 'c'].entries()) await enterSong(state, { name, tonic: i });
    expect(await work()).toBe(true);
    expect(await keysOf('mashups')).toEqual(['clip-a', 'clip-b', 'clip-c']);
    expect(await keysOf('training-samples')).toHaveLength(9);
  });

  it('among other workers the first of them asks for what is asked once for all', async () => {
    for (const [i, name] of ['a', 'b', 'c'].entries()) await enterSong(state, { name, tonic: i });
    expect(await work({ shared: true })).toBe(true);
    expect(await keysOf('training-samples')).toHaveLength(9);
    expect(await reasons()).toContain('settings');
    expect(await reasons()).toContain('drain');
  });

  it('and no other does', async () => {
    for (const [i, name] of ['a', 'b', 'c'].entries()) await enterSong(state, { name, tonic: i });
    // Another worker has the requests of rankings, as soon as there is one.
    const { log: stored } = state;
    const other = stored.consume({ topics: ['rerank'], group: 'rank', maxUnsettled: 9 });
    let taking: Subscription | undefined;
    const log: Log = {
      ...stored,
      consume: (asked) => {
        const member = stored.consume(asked);
        if (asked.group !== 'rank') return member;
        return {
          ...member,
          hindrance: () => {
            taking ??= other.records$.subscribe(({ settle }) => settle());
            return member.owns('rerank', 0) ? 'not lost yet' : member.hindrance();
          },
        };
      },
    };
    state = { ...state, log };
    expect(await work({ shared: true })).toBe(true);
    taking?.unsubscribe();
    await other.leave();
    expect(await keysOf('training-samples')).toEqual([]);
    for (const why of ['settings', 'drain']) expect(await reasons()).not.toContain(why);
  });

  it('says that it was interrupted', async () => {
    await enterSong(state, { name: 'a' });
    expect(await work({ early: true })).toBe(false);
    expect(await keysOf('mashups')).toEqual([]);
  });
});
