import type { Confidence } from '../../domain/units.js';

export interface DownbeatStart {
  /** Place at which the bar starts. */
  readonly start: number;
  /** Chance that its beats are right, whichever of them opens the bar. */
  readonly beat: Confidence;
  /** Chance that the bar is right, the beats being right. */
  readonly bar: Confidence;
}

/** The likeliest start of a bar from log chances at its places, `parts` places a beat; chances by softmax. */
export function downbeatStart(starts: Float64Array, parts: number): DownbeatStart {
  const most = Math.max(...starts);
  const weights = starts.map((x) => Math.exp(x - most));
  const total = weights.reduce((a, b) => a + b, 0);
  const start = weights.indexOf(1);
  const beat = weights.filter((_, i) => (i - start) % parts === 0).reduce((a, b) => a + b, 0);
  return { start, beat: beat / total, bar: 1 / beat };
}
