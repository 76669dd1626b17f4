import { expect, it, vi } from 'vitest';
import { allObservers } from '../../../../src/cli/runtime/wiring/allObservers.js';
import { silentObserver, type StageObserver } from '../../../../src/metrics.js';
import { PipelineError } from '../../../../src/errors.js';

it('tells all of everything, whoever of them throws', () => {
  const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const heard: unknown[][] = [];
  const hears = (...args: unknown[]): void => void heard.push(args);
  const ear: StageObserver = {
    started: hears,
    progressed: hears,
    emitted: hears,
    finished: hears,
    failed: hears,
  };
  const deaf: StageObserver = {
    ...silentObserver,
    started: () => {
      throw new Error('deaf');
    },
  };
  const all = allObservers([deaf, ear]);
  const error = new PipelineError('not-audio', 'no');
  all.started('s', 'k');
  all.progressed('s', 'k', 0.5);
  all.emitted('s', 'k');
  all.finished('s', 'k', 2);
  all.failed('s', 'k', error);
  expect(heard).toEqual([
    ['s', 'k'],
    ['s', 'k', 0.5],
    ['s', 'k'],
    ['s', 'k', 2],
    ['s', 'k', error],
  ]);
  expect(warning).toHaveBeenCalledTimes(1);
  warning.mockRestore();
});
