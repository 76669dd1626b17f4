import type { Hertz, Seconds } from '../../domain/units.js';
import type { VocalFrames } from './vocalFrames.js';

/** From when to when something lasts. */
export type Stretch = readonly [from: Seconds, to: Seconds];

/** The stretches in which a voice sings, in order, seconds from the start of the signal. */
export function sungStretches({ sounding, hop }: VocalFrames, sampleRate: Hertz): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0, to = 0; from < sounding.length; from = to) {
    while (to < sounding.length && sounding[to] === sounding[from]) to++;
    if (sounding[from] === 1) stretches.push([(from * hop) / sampleRate, (to * hop) / sampleRate]);
  }
  return stretches;
}
