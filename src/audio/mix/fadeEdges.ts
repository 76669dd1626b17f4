import type { Hertz, Seconds } from '../../domain/units.js';

export interface Fades {
  readonly in: Seconds;
  readonly out: Seconds;
}

/** Fades all channels in and out in place along a raised cosine: the first and the last sample become (almost) nothing. */
export function fadeEdges(channels: readonly Float32Array[], rate: Hertz, fades: Fades): void {
  for (const channel of channels) {
    const last = channel.length - 1;
    const [start, end] = [fades.in, fades.out].map((time) =>
      Math.min(Math.round(time * rate), channel.length / 2),
    );
    for (let i = 0; i < start; i++) channel[i] *= 0.5 - 0.5 * Math.cos((Math.PI * i) / start);
    for (let i = 0; i < end; i++) channel[last - i] *= 0.5 - 0.5 * Math.cos((Math.PI * i) / end);
  }
}
