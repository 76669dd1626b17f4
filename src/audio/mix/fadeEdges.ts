import type { Edges } from '../../domain/music/edges.js';
import type { Hertz, Seconds } from '../../domain/units.js';

/** Short enough to lie in the lead and the tail of a placed part (see timeMapOf). */
const fades = { in: 0.015, out: 0.25 } as const;

/** The edges of a part that sounds from its beginning to its end; in what is very short the fades take a half each. */
export function wholeEdges(duration: Seconds): Edges {
  const [start, end] = [fades.in, fades.out].map((time) => Math.min(time, duration / 2));
  return { in: [0, start], out: [duration - end, duration] };
}

/** Fades all channels in and out in place along a raised cosine; what lies before and after becomes nothing. */
export function fadeEdges(channels: readonly Float32Array[], rate: Hertz, edges: Edges): void {
  const [start, full, end, none] = [...edges.in, ...edges.out].map((time) => Math.round(time * rate));
  for (const channel of channels) {
    channel.fill(0, 0, Math.max(0, start));
    for (let i = Math.max(0, start); i < Math.min(full, channel.length); i++)
      channel[i] *= 0.5 - 0.5 * Math.cos((Math.PI * (i - start)) / (full - start));
    for (let i = Math.max(0, end); i < Math.min(none, channel.length); i++)
      channel[i] *= 0.5 + 0.5 * Math.cos((Math.PI * (i + 1 - end)) / (none - end));
    channel.fill(0, Math.max(0, none));
  }
}
