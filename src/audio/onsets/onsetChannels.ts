import { stemNames, type StemName } from '../../domain/role.js';
import type { Seconds } from '../../domain/units.js';
import { bandEnergies, type BandEnergies } from './bandEnergies.js';
import { decimate } from '../signal/decimate.js';
import type { MonoStems } from '../regions/monoStems.js';
import { onsetStrength } from './onsetStrength.js';

export const onsetChannelNames = ['kick', 'snare', 'hat', 'bass', 'other', 'vocals'] as const;
export type OnsetChannelName = (typeof onsetChannelNames)[number];

/** Onset strengths of one region, all [frames] at one rate. */
export interface OnsetChannels {
  readonly frames: number;
  /** Frames a second. */
  readonly rate: number;
  readonly duration: Seconds;
  readonly channels: Readonly<Record<OnsetChannelName, Float32Array>>;
  /** Weighted sum of the channels. */
  readonly mixed: Float32Array;
}

const sources: Readonly<
  Record<OnsetChannelName, { stem: StemName; from?: number; to?: number; weight: number }>
> = {
  kick: { stem: 'drums', to: 130, weight: 1 },
  snare: { stem: 'drums', from: 200, to: 2500, weight: 1 },
  hat: { stem: 'drums', from: 5000, weight: 0.5 },
  bass: { stem: 'bass', weight: 0.7 },
  other: { stem: 'other', weight: 1 },
  vocals: { stem: 'vocals', weight: 0.5 },
};

const bandOptions = { size: 1024, hop: 220, bandsPerOctave: 8, lowest: 30, highest: 10_500 };

/** A band is silent 15 dB under the mix's mean in that band, so that the leftovers in an empty stem make no onsets. */
function silenceFloor(all: readonly BandEnergies[]): Float32Array {
  const { frames, bands } = all[0];
  const floor = new Float32Array(bands);
  for (const { energy } of all) for (let i = 0; i < energy.length; i++) floor[i % bands] += energy[i];
  return floor.map((sum) => (0.03 * sum) / frames + 1e-9);
}

/** Onset strength of kick, snare, hats (bands of the drums), bass, other and vocals at about 100 frames a second. */
export function onsetChannels(stems: MonoStems): OnsetChannels {
  const energies = new Map<StemName, BandEnergies>();
  const factor = Math.max(1, Math.round(stems.sampleRate / 22_050));
  for (const name of stemNames) {
    const signal = stems[name];
    if (signal === undefined) continue;
    const options = { ...bandOptions, sampleRate: stems.sampleRate / factor };
    energies.set(name, bandEnergies(decimate(signal, factor), options));
  }
  const some = [...energies.values()];
  const frames = some[0]?.frames ?? 0;
  const rate = some[0]?.rate ?? 100;
  const floor = some.length > 0 ? silenceFloor(some) : new Float32Array();
  const mixed = new Float32Array(frames);
  const channel = (name: OnsetChannelName): Float32Array => {
    const { stem, weight, ...range } = sources[name];
    const energy = energies.get(stem);
    if (energy === undefined) return new Float32Array(frames);
    const strength = onsetStrength(energy, { ...range, floor });
    for (let t = 0; t < frames; t++) mixed[t] += weight * strength[t];
    return strength;
  };
  const channels = {
    kick: channel('kick'),
    snare: channel('snare'),
    hat: channel('hat'),
    bass: channel('bass'),
    other: channel('other'),
    vocals: channel('vocals'),
  };
  return { frames, rate, duration: frames / rate, channels, mixed };
}
