import { twoMeans } from './twoMeans.js';

/** Presence from which singing begins, and under which it ends. */
export interface SingingThreshold {
  readonly on: number;
  readonly off: number;
}

/** By the whole stem (voicePresence): between weak and strong presence, within bounds; chosen on four CC0 songs. */
const whole = { between: 0.6, least: 0.35, most: 0.65, hysteresis: 0.2 } as const;

export function wholeThreshold(presence: Float32Array): SingingThreshold {
  const [weak, strong] = twoMeans(presence);
  const middle = weak + whole.between * (strong - weak);
  const on = Math.max(whole.least, Math.min(whole.most, middle));
  return { on, off: on - whole.hysteresis };
}

/**
 * By its bands: singing begins halfway between weak and strong presence, within bounds, and ends a share of their distance below, at most so much.
 * Chosen on half of the rendered compositions (docs/decisions.md).
 */
const banded = { between: 0.5, least: 0.15, most: 0.65, hysteresis: 0.4, mostHysteresis: 0.2 } as const;
/** It lies above weak presence by so many of its standard deviations, and is so many times as strong: a figure in the stem is weak, and strays. */
const above = { on: 2, off: 0.5, times: 2 } as const;

export function bandedThreshold(presence: Float32Array): SingingThreshold {
  const [weak, strong] = twoMeans(presence);
  const stray = deviationBelow(presence, (weak + strong) / 2);
  const middle = Math.max(weak + banded.between * (strong - weak), weak + above.on * stray);
  const on = Math.max(banded.least, Math.min(banded.most, middle));
  const below = on - Math.min(banded.mostHysteresis, banded.hysteresis * (strong - weak));
  return { on, off: Math.min(on, Math.max(below, weak + above.off * stray, above.times * weak)) };
}

/** Standard deviation of the values below a limit. */
function deviationBelow(values: Float32Array, limit: number): number {
  const weak = values.filter((value) => value < limit);
  const count = Math.max(1, weak.length);
  const mean = weak.reduce((sum, value) => sum + value, 0) / count;
  return Math.sqrt(weak.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
}
