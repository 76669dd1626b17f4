import type { PipelineLog } from '../../adapters/pino/pipelineLog.js';
import type { ProgressView } from './progressView.js';

/** Progress for who reads a log: notes, and what failed outside the stages, which tell of themselves. */
export const logView = (log: PipelineLog): ProgressView => ({
  begin: () => undefined,
  show({ kind, stage, trackKey, title, message = 'no reason given' }) {
    if (kind === 'failed') log.failed({ stage, key: trackKey, title }, message);
  },
  note: (text) => log.note(text),
  close: () => undefined,
});
