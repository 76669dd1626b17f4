import type { StageObserver } from '../../../metrics.js';
import type { ProgressView } from '../../progress/progressView.js';

/** Stages whose work a person waits for; the others take milliseconds. */
const shown = new Set([
  'decode',
  'separate',
  'cut',
  'analyze',
  'index',
  'identify',
  'reload',
  'read',
  'write',
]);

/** Shows the stages' work on tracks; `titleOf` names a track by its publisher's id. */
export function runObserver(view: ProgressView, titleOf: (trackKey: string) => string): StageObserver {
  const event = (stage: string, trackKey: string): { trackKey: string; title: string; stage: string } => ({
    trackKey,
    title: titleOf(trackKey),
    stage,
  });
  const ifShown = (stage: string, show: () => void): void => {
    if (shown.has(stage)) show();
  };
  return {
    started: (stage, key) => ifShown(stage, () => view.show({ ...event(stage, key), kind: 'started' })),
    progressed: (stage, key, fraction) =>
      ifShown(stage, () => view.show({ ...event(stage, key), kind: 'progress', fraction })),
    emitted: () => undefined,
    finished: (stage, key) => ifShown(stage, () => view.show({ ...event(stage, key), kind: 'done' })),
    failed: (stage, key, { message }) =>
      ifShown(stage, () => view.show({ ...event(stage, key), kind: 'failed', message })),
  };
}
