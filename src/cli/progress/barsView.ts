import { MultiBar, type SingleBar } from 'cli-progress';
import type { Clock } from '../../ports/clock.js';
import { printable } from '../text/printable.js';
import { barText, type BarText } from './barText.js';
import { createEstimate } from './createEstimate.js';
import { overallText } from './overallText.js';
import type { ProgressEvent } from './progressEvent.js';
import type { ProgressView } from './progressView.js';
import { escaped } from '../../domain/text/visible.js';

/** Lines for tracks in work; more are worked on than shown. */
const mostBars = 8;

/** Erases what an earlier, longer line left. */
const clearRight = '\u001b[K';

/** Progress as bars on a terminal: one for the whole work, one for each track in work. */
export function barsView(stream: NodeJS.WriteStream, clock: Pick<Clock, 'now'>): ProgressView {
  const bars = new MultiBar({
    stream,
    fps: 5,
    clearOnComplete: true,
    // Kept on: a killed program must not leave the terminal without line wrapping.
    linewrap: true,
    forceRedraw: true,
    // cli-progress passes what was given to update() as the third argument.
    format: (_options, _params, payload: BarText) => barText(payload, stream.columns || 80),
  });
  const running = new Map<string, SingleBar>();
  let whole: SingleBar | undefined;
  let closed = false;
  let [what, estimate] = ['', createEstimate(0, clock)];

  const refresh = (): void => {
    const tail = overallText(what, estimate);
    whole?.update(0, { label: 'all', fraction: estimate.fraction(), tail } satisfies BarText);
  };
  const draw = ({ trackKey, title, stage }: ProgressEvent): void => {
    const text: BarText = { label: printable(title), fraction: estimate.fractionOf(trackKey), tail: stage };
    const bar = running.get(trackKey);
    if (bar) bar.update(0, text);
    else if (running.size < mostBars) running.set(trackKey, bars.create(1, 0, text));
  };
  const drop = (trackKey: string): void => {
    const bar = running.get(trackKey);
    if (bar) bars.remove(bar);
    running.delete(trackKey);
  };
  const note = (line: string): void => bars.log(`${escaped(line)}${clearRight}\n`);
  return {
    begin(name, count) {
      [...running.keys()].forEach(drop);
      if (whole) bars.remove(whole);
      [what, estimate] = [name, createEstimate(count, clock)];
      whole = bars.create(1, 0, { label: 'all', fraction: 0, tail: overallText(what, estimate) });
    },
    show(event) {
      const ended = estimate.take(event);
      if (event.kind === 'failed')
        note(
          `FAILED ${printable(event.title)} (${event.stage}): ${printable(event.message ?? 'no reason given')}`,
        );
      if (ended) drop(event.trackKey);
      else if (event.kind !== 'done') draw(event);
      refresh();
    },
    note,
    close: () => {
      if (closed) return;
      closed = true;
      bars.update();
      bars.stop();
    },
  };
}
