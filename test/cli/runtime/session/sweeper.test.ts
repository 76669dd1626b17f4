import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { sweeper } from '../../../../src/cli/runtime/session/sweeper.js';
import { configSchema } from '../../../../src/config.js';
import type { Session } from '../../../../src/cli/runtime/session/session.js';
import type { ProgressView } from '../../../../src/cli/progress/progressView.js';
import { termsNow } from '../../../../src/operators/match/matchOptions.js';
import { termsInForce } from '../../../../src/topologies/termsInForce.js';
import { clipOf } from '../../../support/clips.js';
import { manualClock } from '../../../support/manualClock.js';
import { oneTerms } from '../../../support/matchOptions.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const path = temporaryDirectory();
const notes: string[] = [];
const view: ProgressView = {
  begin: () => undefined,
  show: () => undefined,
  note: (text) => void notes.push(text),
  close: () => undefined,
};
let state: State;
let data: string;
let folders = 0;
beforeEach(async () => {
  data = path(`data ${(folders += 1)}`);
  state = openState(data, 'run');
  // Never ranked: overdue at every sweep.
  await state.catalogue.putClip(clipOf('a'));
});
afterEach(() => state.close());

/** A sweeper of a worker that owns what it is told to. */
function worker(terms: Session['terms'] = oneTerms) {
  const clock = manualClock();
  const config = configSchema.parse({ data });
  let owned = false;
  const session = { config, state: { ...state, clock }, terms, view };
  const pipeline = { owns: (name: string, partition: number) => owned && name === 'rank' && partition === 0 };
  const look = sweeper({ ...session, scorers: scorersOf(config, state) }, pipeline);
  return { clock, look, own: (now: boolean) => (owned = now) };
}

const asked = async (): Promise<number> => (await state.log.lag('nobody', ['rerank']))[0].lag;
const settled = (count: number): Promise<void> => expect.poll(asked).toBe(count);

describe('the sweeper', () => {
  it('asks for nothing while another worker owns the first partition of the requests', async () => {
    const { clock, look, own } = worker();
    for (let second = 0; second < 200; second += 1) {
      look();
      clock.advance(1000);
    }
    expect(await asked()).toBe(0);
    own(true);
    look();
    await settled(1);
  });

  it('asks once a minute, and at once when it becomes the first again', async () => {
    const { clock, look, own } = worker();
    own(true);
    for (const [wait, count] of [
      [0, 1],
      [59_000, 1],
      [1000, 2],
      [1000, 2],
      [60_000, 3],
    ] as const) {
      clock.advance(wait);
      look();
      await settled(count);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await asked()).toBe(count);
    }
    own(false);
    look();
    own(true);
    look();
    await settled(4);
    expect(notes).toEqual([]);
  });

  it('puts its own terms in force again where those of others stay so, and not before', async () => {
    const other = await termsInForce(state.log, 'of an earlier version');
    const config = configSchema.parse({ data });
    const scorers = scorersOf(config, state);
    const own = termsNow({ ...config, scorers, rule: config });
    const terms = await termsInForce(state.log, own);
    await other.putAgain();
    await expect.poll(() => terms.newest()).toBe('of an earlier version');
    const { clock, look, own: owns } = worker(terms);
    owns(true);
    for (let sweep = 1; sweep <= 10; sweep += 1) {
      expect([terms.newest(), notes]).toEqual(['of an earlier version', []]);
      look();
      await settled(sweep);
      clock.advance(60_000);
    }
    await expect.poll(() => other.newest()).toBe(own);
    expect(notes.splice(0)).toEqual([
      expect.stringMatching(/of an earlier version.*the same settings and version/),
    ]);
    for (const each of [terms, other]) each.close();
  });
});
