import { durationText } from '../../domain/durationText.js';
import type { Estimate } from './createEstimate.js';

/** `2 of 5 songs, about 1 min 20 s left`. */
export function overallText(what: string, total: number, estimate: Estimate): string {
  const left = estimate.left();
  const time = left === undefined || estimate.ended() >= total ? '' : `, about ${durationText(left)} left`;
  return `${estimate.ended()} of ${total} ${what}${time}`;
}
