import type { PipelineLog } from '../../adapters/pino/pipelineLog.js';
import { tell } from '../../metrics.js';
import type { Clock } from '../../ports/clock.js';
import { asTyped, type Places } from '../commandLine.js';
import { barsView } from './barsView.js';
import { jsonView } from './jsonView.js';
import { logView } from './logView.js';
import { linesView } from './linesView.js';
import type { ProgressView } from './progressView.js';
import { escaped } from '../../domain/text/visible.js';

export interface ProgressOutput {
  readonly json: boolean;
  /** People read this one. */
  readonly stderr: NodeJS.WriteStream;
  /** Programs read this one. */
  readonly stdout: NodeJS.WritableStream;
  readonly clock: Pick<Clock, 'now'>;
  /** The folders that commands in messages are to name. */
  readonly places: Places;
  /** A log is written, in place of what people would see. */
  readonly log?: PipelineLog | undefined;
}

/** Bars on a terminal, plain lines in a pipe, JSON for programs, lines of the log where one is written. A view that fails does not stop the work. */
export const createProgressView = (output: ProgressOutput): ProgressView =>
  harmless(typed(viewFor(output), output.places));

function viewFor({ json, stderr, stdout, clock, log }: ProgressOutput): ProgressView {
  if (json) return jsonView((text) => stdout.write(escaped(text)));
  if (log) return logView(log);
  return stderr.isTTY && process.env['TERM'] !== 'dumb'
    ? barsView(stderr, clock)
    : linesView((text) => stderr.write(escaped(text)), clock);
}

const typed = (view: ProgressView, places: Places): ProgressView => ({
  ...view,
  show: ({ message, ...event }) =>
    view.show(message === undefined ? event : { ...event, message: asTyped(message, places) }),
});

const harmless = (view: ProgressView): ProgressView => ({
  begin: (...args) => tell(view, (who) => who.begin(...args)),
  show: (...args) => tell(view, (who) => who.show(...args)),
  note: (...args) => tell(view, (who) => who.note(...args)),
  close: () => tell(view, (who) => who.close()),
});
