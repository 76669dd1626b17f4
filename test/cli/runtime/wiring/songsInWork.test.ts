import { afterEach, beforeEach, expect, it } from 'vitest';
import { openState, type State } from '../../../../src/cli/runtime/wiring/openState.js';
import type { Tools } from '../../../../src/cli/runtime/wiring/openTools.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { startPipeline, type Pipeline } from '../../../../src/cli/runtime/wiring/startPipeline.js';
import { untilIdle } from '../../../../src/cli/runtime/session/untilIdle.js';
import { configSchema } from '../../../../src/config.js';
import { silentObserver } from '../../../../src/metrics.js';
import { tracksOf } from '../../../support/catalogued.js';
import { quiet } from '../../../support/quiet.js';
import { tellingTools } from '../../../support/tellingTools.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { until } from '../../../support/until.js';
import { oneTerms } from '../../../support/matchOptions.js';

const at = temporaryDirectory();
let round = 0;
let state: State;
let pipeline: Pipeline;
beforeEach(() => (state = openState(at(`data ${(round += 1)}`), 'run')));
afterEach(async () => {
  expect(await untilIdle(pipeline)).toBe(true);
  await pipeline.drain();
  await state.close();
});

/** Tools that keep the songs of these names until they are let go, and tell which they have. */
function keeping(isKept: (uri: string) => boolean) {
  const inside = new Set<string>();
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  const made = tellingTools();
  const tools: Tools = {
    ...made,
    decoder: {
      ...made.decoder,
      decode: async (job, signal) => {
        inside.add(job.uri);
        if (isKept(job.uri)) await gate;
        return made.decoder.decode(job, signal);
      },
    },
    close: () => Promise.resolve(),
  };
  return { tools, inside, letGo };
}

function start(concurrency: number, tools: Tools): void {
  const config = configSchema.parse({ data: at(`data ${round}`), concurrency, clipsPerTrack: 1 });
  const scorers = scorersOf(config, state);
  pipeline = startPipeline({
    config,
    state,
    tools,
    scorers,
    terms: oneTerms,
    names: ['ingest'],
    observer: silentObserver,
  });
}

const publish = (id: string, message: object | null = { schema: 1, uri: `/${id}.mp3` }): Promise<void> =>
  state.log.append('tracks', [
    { key: id, value: message && new TextEncoder().encode(JSON.stringify(message)) },
  ]);

it.each([1, 3, 8])('--concurrency %i works on so many songs at once', async (concurrency) => {
  for (const id of ['a', 'b', 'c', 'd', 'e']) await publish(id);
  const { tools, inside, letGo } = keeping(() => true);
  start(concurrency, tools);
  expect(await quiet(() => inside.size, 300)).toBe(Math.min(5, concurrency));
  letGo();
  await until(() => inside.size === 5);
});

it('a song that is withdrawn while it is worked on does not hold up others', async () => {
  const { tools, inside, letGo } = keeping((uri) => uri === '/slow.mp3');
  await publish('slow');
  start(2, tools);
  await until(() => inside.has('/slow.mp3'));
  await publish('slow', null);
  await publish('slow');
  for (const id of ['a', 'b', 'c']) await publish(id);
  await until(() => inside.size === 4);
  let names: readonly string[] = [];
  const look = setInterval(() => {
    void tracksOf(state.catalogue).then((tracks) => {
      names = tracks.filter(({ complete }) => complete).map(({ source }) => source.uri);
    });
  }, 20);
  await until(() => names.length === 3);
  clearInterval(look);
  expect([...names].sort()).toEqual(['/a.mp3', '/b.mp3', '/c.mp3']);
  letGo();
});
