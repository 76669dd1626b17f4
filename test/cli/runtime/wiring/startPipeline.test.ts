import { expect, it, vi } from 'vitest';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { openTools } from '../../../../src/cli/runtime/wiring/openTools.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { startPipeline } from '../../../../src/cli/runtime/wiring/startPipeline.js';
import { untilIdle } from '../../../../src/cli/runtime/session/untilIdle.js';
import { newest } from '../../../../src/cli/songs/newest.js';
import { configSchema } from '../../../../src/config.js';
import type { StageObserver } from '../../../../src/metrics.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { oneTerms } from '../../../support/matchOptions.js';

const at = temporaryDirectory();

it('works on though all who look on throw', async () => {
  const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const broken = (): never => {
    throw new Error('broken');
  };
  const observer: StageObserver = {
    started: broken,
    progressed: broken,
    emitted: broken,
    finished: broken,
    failed: broken,
  };
  const config = configSchema.parse({ data: at('data') });
  const state = openState(config.data, 'run');
  const tools = openTools(config);
  for (const [key, text] of ['{', '{"schema":1,"uri":"/none.mp3"}'].entries())
    await state.log.append('tracks', [{ key: `song ${key}`, value: new TextEncoder().encode(text) }]);
  const names = ['ingest', 'match'] as const;
  const scorers = scorersOf(config, state);
  const pipeline = startPipeline({
    config,
    state,
    tools,
    scorers,
    terms: oneTerms,
    names,
    observer,
    onTrackSettled: broken,
  });
  expect(await untilIdle(pipeline)).toBe(true);
  await pipeline.drain();
  await pipeline.ended;
  expect([...(await newest(state.log, 'dead-letters')).keys()]).toEqual(['song 0', 'song 1']);
  // One for the observer, one for who hears of tracks.
  expect(warning).toHaveBeenCalledTimes(2);
  warning.mockRestore();
  await tools.close();
  await state.close();
});
