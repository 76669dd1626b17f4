import type { Clock } from '../../ports/clock.js';
import { printable } from '../text/printable.js';
import { createEstimate } from './createEstimate.js';
import { overallText } from './overallText.js';
import type { ProgressView } from './progressView.js';

/** Progress within a stage is told when another such part of it is done. */
const step = 0.25;

/** Progress as plain lines, for pipes and log files. */
export function linesView(write: (text: string) => void, clock: Pick<Clock, 'now'>): ProgressView {
  let what = '';
  let estimate = createEstimate(0, clock);
  const told = new Map<string, number>();
  const line = (text: string): void => write(`${text}\n`);
  const tellPart = (key: string, fraction: number, title: string): void => {
    const steps = Math.floor(fraction / step);
    if (steps <= (told.get(key) ?? 0) || fraction >= 1) return;
    told.set(key, steps);
    line(`${title} ${Math.round(fraction * 100)} %`);
  };
  return {
    begin(name, count) {
      [what, estimate] = [name, createEstimate(count, clock)];
      told.clear();
      if (count > 0) line(`0 of ${count} ${what}`);
    },
    show(event) {
      const { stage, kind, trackKey } = event;
      const name = printable(event.title);
      const ended = estimate.take(event);
      if (kind === 'started') line(`${stage}: ${name}`);
      if (kind === 'progress') tellPart(`${stage} ${trackKey}`, event.fraction ?? 0, `${stage}: ${name}`);
      if (kind === 'failed')
        line(`FAILED ${name} (${stage}): ${printable(event.message ?? 'no reason given')}`);
      if (ended) line(overallText(what, estimate) + (kind === 'failed' ? '' : `: ${name}`));
    },
    note: line,
    close: () => undefined,
  };
}
