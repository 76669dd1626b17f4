import type { Stretch } from '../../domain/music/stretch.js';
import type { Decibels, Hertz } from '../../domain/units.js';
import { openness, type Opening } from './openness.js';

/** Breaths before a phrase and the end of its last note are kept; it opens ahead, within 30 ms. */
const opening: Opening = { before: 0.3, after: 0.4, attack: 0.03, release: 0.2 };
/** Soft: what is no voice is made small, not cut out. */
const depth: Decibels = 13;

/** Turns a vocal part down, in place, where nobody sings and only what bled into it sounds. */
export function voiceGate(channels: readonly Float32Array[], sung: readonly Stretch[], rate: Hertz): void {
  const open = openness(sung, { length: channels[0].length, rate }, opening);
  const nepers = (depth * Math.LN10) / 20;
  for (const channel of channels)
    for (let i = 0; i < channel.length; i++) channel[i] *= Math.exp(-nepers * (1 - open[i]));
}
