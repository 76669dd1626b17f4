import { afterEach, beforeEach, expect, it } from 'vitest';
import { watchBest } from '../../../../src/cli/runtime/watching/watchBest.js';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import { configSchema } from '../../../../src/config.js';
import type { Ranking } from '../../../../src/domain/mashup.js';
import type { Log } from '../../../../src/ports/log.js';
import { matchedState } from '../../../support/matchedState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const config = configSchema.parse({ data: at('data'), enoughPartners: 1, top: 9 });
let state: State;
beforeEach(async () => {
  await matchedState(config.data, [{ name: 'one' }, { name: 'two' }, { name: 'three' }]);
  state = openState(config.data, 'run');
});
afterEach(() => state.close());

it('who watches the best has rankings looked up once, and hears of what changes', async () => {
  const asked: string[][] = [];
  const log: Log = {
    ...state.log,
    newestOf: (topic, keys) => {
      asked.push([...keys]);
      return state.log.newestOf(topic, keys);
    },
  };
  const texts: string[] = [];
  const output = { json: true, stdout: process.stdout, places: config };
  const watching = watchBest({ ...state, log }, { config, output, follow: true, explain: false }).subscribe(
    (text) => texts.push(text),
  );
  await expect.poll(() => texts.length, { timeout: 10_000 }).toBe(1);
  const looked = asked.length;
  expect(asked.flat()).toHaveLength(3);
  // A ranking that changes: its mashups are worth a little less, then what they were.
  const [seed] = asked.flat();
  const value = (await state.log.newestOf('mashups', [seed])).get(seed)?.value ?? new Uint8Array();
  const ranking = JSON.parse(new TextDecoder().decode(value)) as Ranking;
  for (const share of [0.9, 1]) {
    const mashups = ranking.mashups.map((each) => ({ ...each, score: each.score * share }));
    const bytes = new TextEncoder().encode(JSON.stringify({ ...ranking, mashups }));
    const before = texts.length;
    await state.log.append('mashups', [{ key: seed, value: bytes }]);
    await expect.poll(() => texts.length, { timeout: 10_000 }).toBeGreaterThan(before);
  }
  expect(asked).toHaveLength(looked);
  watching.unsubscribe();
});
