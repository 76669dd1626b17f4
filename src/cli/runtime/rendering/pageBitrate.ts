import type { Seconds } from '../../../domain/units.js';

/** Constant rates of MPEG-1 layer 3 that are worth hearing, kbit/s. */
const rates = [192, 160, 128, 112, 96, 80, 64, 48, 40, 32] as const;

/** Of the script of one mashup, which holds its stems as base64: 4 characters for 3 bytes. */
const largest = 5e6;

/** Headers, padding, and the words around them. */
const around: Seconds = 0.2;

/** The highest rate, kbit/s, at which `count` stems of that length take no more than 5 MB as base64; the lowest where none does. */
export function pageBitrate(duration: Seconds, count: number): number {
  const size = (rate: number): number => (4 / 3) * count * (duration + around) * rate * 125;
  return rates.find((rate) => size(rate) <= largest) ?? rates[rates.length - 1];
}
