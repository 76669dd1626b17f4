import { lastValueFrom, toArray } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drainInOrder } from '../../../../src/cli/runtime/session/drainInOrder.js';
import { untilIdle, untilJoined } from '../../../../src/cli/runtime/session/untilIdle.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { openTools } from '../../../../src/cli/runtime/wiring/openTools.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { startPipeline, type TopologyName } from '../../../../src/cli/runtime/wiring/startPipeline.js';
import { configSchema } from '../../../../src/config.js';
import type { Rerank } from '../../../../src/domain/rerank.js';
import { silentObserver } from '../../../../src/metrics.js';
import { enterSong } from '../../../support/matchedState.js';
import { oneTerms } from '../../../support/matchOptions.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const path = temporaryDirectory();
let state: State;
let data: string;
let folders = 0;
beforeEach(async () => {
  data = path(`data ${(folders += 1)}`);
  state = openState(data, 'run');
  for (const [i, name] of ['a', 'b', 'c'].entries()) await enterSong(state, { name, tonic: i });
});
afterEach(() => state.close());

interface Drained {
  readonly shared?: boolean;
  readonly names?: readonly TopologyName[];
  /** Does it own the first partition of the requests? Left out: as it is. */
  readonly first?: boolean;
}

/** Ranks what there is and drains then: what was drained, in order. */
async function drained({ shared = false, names = ['ingest', 'match'], first }: Drained = {}) {
  const config = configSchema.parse({ data, enoughPartners: 10 });
  const [tools, scorers] = [openTools(config), scorersOf(config, state)];
  const session = { config, state: { ...state, shared }, scorers, terms: oneTerms, names };
  const pipeline = startPipeline({ ...session, tools, observer: silentObserver });
  expect((await untilJoined(pipeline)) && (await untilIdle(pipeline))).toBe(true);
  const order: (readonly string[] | 'all')[] = [];
  await drainInOrder(session, {
    ...pipeline,
    ...(first !== undefined && { owns: () => first }),
    drain: (chosen) => {
      order.push(chosen ?? 'all');
      return pipeline.drain(chosen);
    },
  });
  await pipeline.ended;
  await tools.close();
  return order;
}

const ingestFirst = [['identify', 'ingest'], 'all'];

async function samplesAsked(): Promise<number> {
  const since = (await state.log.end('rerank')).map(() => 0);
  const requests = await lastValueFrom(state.log.readTable('rerank', { since }).pipe(toArray()));
  const whys = requests.map(
    ({ value }) => (JSON.parse(new TextDecoder().decode(value ?? undefined)) as Rerank).why,
  );
  return whys.filter((why) => why === 'drain').length;
}
const samples = async (): Promise<number> => (await state.log.lag('nobody', ['training-samples']))[0].lag;

describe('a run for ever that is asked to end', () => {
  it('alone: ingest first, then matching, until the samples of seeds with few partners have left', async () => {
    expect(await drained()).toEqual(ingestFirst);
    expect([await samplesAsked(), await samples()]).toEqual([3, 9]);
    expect(await state.log.waits('rank', ['rerank'])).toBe(false);
  });

  it('the first among others: asks for the samples and leaves the work to those that stay', async () => {
    expect(await drained({ shared: true })).toEqual(ingestFirst);
    expect(await samplesAsked()).toBe(3);
  });

  it('another among others, or one that does not match: asks for nothing', async () => {
    expect(await drained({ shared: true, first: false })).toEqual(ingestFirst);
    await state.close();
    state = openState(data, 'run');
    expect(await drained({ shared: true, names: ['ingest'] })).toEqual(ingestFirst);
    expect([await samplesAsked(), await samples()]).toEqual([0, 0]);
  });
});
