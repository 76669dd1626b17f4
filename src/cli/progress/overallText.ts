import { durationText } from '../../domain/durationText.js';
import type { Estimate } from './createEstimate.js';

/** `2 of 5 songs, about 1 min 20 s left`; `2 done` where there is no end to it. */
export function overallText(what: string, estimate: Estimate): string {
  const [ended, total] = [estimate.ended(), estimate.total()];
  if (total === 0) return `${ended} done`;
  const left = estimate.left();
  const time = left === undefined || ended >= total ? '' : `, about ${durationText(left)} left`;
  return `${ended} of ${total} ${what}${time}`;
}
