import type { Stretch } from '../../domain/music/stretch.js';
import type { Hertz } from '../../domain/units.js';
import type { VocalFrames } from './vocalFrames.js';

/** The stretches in which a voice sings, in order, seconds from the start of the signal. */
export function sungStretches({ sounding, hop }: VocalFrames, sampleRate: Hertz): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0, to = 0; from < sounding.length; from = to) {
    while (to < sounding.length && sounding[to] === sounding[from]) to++;
    if (sounding[from] === 1) stretches.push([(from * hop) / sampleRate, (to * hop) / sampleRate]);
  }
  return stretches;
}
