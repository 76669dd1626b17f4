import { roles, type Role } from '../../domain/role.js';
import type { Edges } from '../../domain/music/edges.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Decibels, Hertz } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import { amplitude } from '../loudness/amplitude.js';
import { balanceGains, type Parts } from './balanceGains.js';
import { duck } from './duck.js';
import { fadeEdges, wholeEdges } from './fadeEdges.js';
import { masterMix, type Master } from './masterMix.js';
import { voiceGate } from './voiceGate.js';

export interface MixdownOptions {
  readonly sampleRate: Hertz;
  /** Parts that are left out of the mix. Default none. */
  readonly muted?: readonly Role[];
  /** When the voice of the vocal part sings; none, or left out: the vocal is mixed as any part. */
  readonly sung?: readonly Stretch[];
  /** The others give way while it sings (duck). Default true. */
  readonly ducked?: boolean;
  /** When each part comes in and goes out. Default: it sounds from its first sample to its last. */
  readonly edges?: Readonly<Partial<Record<Role, Edges>>>;
}

export interface Mixdown extends Omit<Master, 'gain'> {
  /**
   * The given arrays, changed in place: faded, gated and ducked where a voice sings and is heard, with the gains of the mix. The unmuted
   * ones sum to the mix before limiting.
   */
  readonly stems: Parts;
  readonly gains: Readonly<Partial<Record<Role, Decibels>>>;
}

function check(parts: Parts): void {
  const all = roles.flatMap((role) => parts[role] ?? []);
  const channels = roles.flatMap((role) => parts[role]?.length ?? []);
  const same = (values: readonly number[]) =>
    values.length > 0 && values.every((value) => value === values[0]);
  if (!same(all.map((channel) => channel.length)) || !same(channels) || all[0].length === 0)
    throw new PipelineError(
      'internal',
      'Mixing parts: they must have the same number of channels and samples, at least one.',
    );
}

/**
 * Balances sample-aligned parts of equal length, fades their edges, turns the vocal down where nobody sings and the others a little
 * where somebody does, and mixes them at −14 LUFS with a true peak of at most −1 dBTP and at most 3 dB of limiting. Besides the parts, which are changed in place, it holds about two and a half arrays of stereo. Throws
 * `silent` when nothing sounds.
 */
export function mixdown(parts: Parts, options: MixdownOptions): Mixdown {
  const { sampleRate, muted = [] } = options;
  check(parts);
  for (const role of roles) {
    const channels = parts[role] ?? [];
    const seconds = (channels.at(0)?.length ?? 0) / sampleRate;
    fadeEdges(channels, sampleRate, options.edges?.[role] ?? wholeEdges(seconds));
  }
  const balance = balanceGains(parts, sampleRate, options.sung);
  giveRoom(parts, options);
  const heard = roles.flatMap((role) => {
    const channels = muted.includes(role) ? undefined : parts[role];
    return channels ? [{ channels, gain: amplitude(balance[role] ?? 0) }] : [];
  });
  if (heard.length === 0)
    throw new PipelineError('silent', 'Mixing parts: all of them are muted. Mute fewer.');
  const { gain, ...master } = masterMix(heard, sampleRate);
  const gains: Partial<Record<Role, Decibels>> = {};
  for (const role of roles) {
    const channels = parts[role];
    if (!channels) continue;
    const total = (balance[role] ?? 0) + gain;
    const factor = amplitude(total);
    for (const channel of channels) for (let i = 0; i < channel.length; i++) channel[i] *= factor;
    gains[role] = total;
  }
  return { ...master, stems: parts, gains };
}

/** The gate and the ducking, where a voice sings and is heard. */
function giveRoom({ vocal, harmonic, percussion }: Parts, options: MixdownOptions): void {
  const { sampleRate, muted = [], sung = [], ducked = true } = options;
  if (!vocal || muted.includes('vocal') || sung.length === 0) return;
  voiceGate(vocal, sung, sampleRate);
  if (ducked) duck([...(harmonic ?? []), ...(percussion ?? [])], sung, sampleRate);
}
