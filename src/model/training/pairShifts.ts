import { keyShift } from '../../domain/music/keyShift.js';
import type { Semitones } from '../../domain/units.js';
import type { MixClip } from './mixClip.js';

/** How far a voice and a harmony are moved so that both are at one key: by half each, since clips know shifts of three semitones at most. */
export function pairShifts(
  voice: Pick<MixClip, 'relativeMajor'>,
  harmony: Pick<MixClip, 'relativeMajor'>,
): Readonly<Record<'vocal' | 'harmonic', Semitones>> {
  const major = (tonic: number) => ({ tonic, mode: 'major' }) as const;
  const apart = keyShift(major(harmony.relativeMajor), major(voice.relativeMajor));
  const vocal = -Math.trunc(apart / 2);
  return { vocal, harmonic: apart + vocal };
}
