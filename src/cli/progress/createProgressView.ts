import type { Clock } from '../../ports/clock.js';
import { barsView } from './barsView.js';
import { jsonView } from './jsonView.js';
import { linesView } from './linesView.js';
import type { ProgressView } from './progressView.js';

export interface ProgressOutput {
  readonly json: boolean;
  /** People read this one. */
  readonly stderr: NodeJS.WriteStream;
  /** Programs read this one. */
  readonly stdout: NodeJS.WritableStream;
  readonly clock: Pick<Clock, 'now'>;
}

/** Bars on a terminal, plain lines in a pipe, JSON for programs. */
export function createProgressView({ json, stderr, stdout, clock }: ProgressOutput): ProgressView {
  if (json) return jsonView((text) => stdout.write(text));
  return stderr.isTTY && process.env['TERM'] !== 'dumb'
    ? barsView(stderr, clock)
    : linesView((text) => stderr.write(text), clock);
}
