import { sampleRate } from '../../domain/audio.js';
import type { Random } from '../../domain/random.js';
import type { Seconds } from '../../domain/units.js';

/** A room that answers. */
export interface Room {
  /** Until it is 60 dB quieter. */
  readonly tail: Seconds;
  /** Level of the answer, times the sound. */
  readonly wet: number;
  /** 0 … 1: how much of the high is lost at each return. */
  readonly damping: number;
}

export const drawRoom = (random: Random): Room => ({
  tail: random.range(0.2, 1.1),
  wet: random.range(0, 0.35),
  damping: random.range(0.2, 0.6),
});

/** Delays of the combs and all-passes of Schroeder's reverberator, as Moorer's and Jezar's, in samples at 44.1 kHz; the right side's are a little longer. */
const combs = [1116, 1188, 1277, 1356, 1422, 1491] as const;
const allPasses = [556, 441, 225] as const;
const rightLater = 23;

/** Adds what a room answers to a sound of two channels, in place. */
export function addRoom(channels: readonly Float32Array[], room: Room): void {
  if (room.wet <= 0) return;
  const answers = channels.map((channel, side) => answerOf(channel, room, side * rightLater));
  const gain = room.wet * Math.sqrt(energy(channels) / (energy(answers) || 1));
  for (const [c, channel] of channels.entries())
    for (let i = 0; i < channel.length; i += 1) channel[i] += gain * answers[c][i];
}

const energy = (channels: readonly Float32Array[]): number =>
  channels.reduce((sum, channel) => sum + channel.reduce((all, x) => all + x * x, 0), 0);

function answerOf(signal: Float32Array, { tail, damping }: Room, later: number): Float32Array {
  const out = new Float32Array(signal.length);
  for (const delay of combs) addComb(out, signal, { delay: delay + later, tail, damping });
  for (const delay of allPasses) allPass(out, delay + later);
  return out;
}

interface Comb {
  readonly delay: number;
  readonly tail: Seconds;
  readonly damping: number;
}

function addComb(out: Float32Array, signal: Float32Array, { delay, tail, damping }: Comb): void {
  const feedback = 10 ** ((-3 * delay) / (tail * sampleRate));
  const line = new Float32Array(delay);
  let [place, dull] = [0, 0];
  for (let i = 0; i < signal.length; i += 1) {
    const returned = line[place];
    dull = returned * (1 - damping) + dull * damping;
    line[place] = signal[i] + feedback * dull;
    out[i] += returned;
    place = place + 1 === delay ? 0 : place + 1;
  }
}

function allPass(signal: Float32Array, delay: number): void {
  const line = new Float32Array(delay);
  let place = 0;
  for (let i = 0; i < signal.length; i += 1) {
    const before = line[place];
    const inside = signal[i] + 0.5 * before;
    line[place] = inside;
    signal[i] = before - 0.5 * inside;
    place = place + 1 === delay ? 0 : place + 1;
  }
}
