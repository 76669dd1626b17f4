import { stemRefs, type Clip } from '../../../domain/clip.js';
import type { Role } from '../../../domain/role.js';
import type { Seconds, Semitones } from '../../../domain/units.js';
import { withStemFiles, type StemTools } from '../../audio/stemSound.js';
import { recentlyUsed } from '../../features/recentlyUsed.js';
import type { HeardStem, MixNetwork } from './mixNetwork.js';

/** A clip's stem on a grid of beats. */
export interface GridStem {
  readonly clip: Clip;
  readonly role: Role;
  readonly beats: readonly Seconds[];
}

/** What a network has heard of stems: computed once each, whoever asks. Errors: those of withStemFiles and of the network. */
export interface HeardStore {
  of(stem: GridStem, shift: Semitones): Promise<HeardStem>;
}

interface Waiting {
  readonly shift: Semitones;
  readonly resolve: (heard: HeardStem) => void;
  readonly reject: (error: unknown) => void;
}

/** Variants kept: 16 KB each at width 1/8, 131 KB at width 1. */
const kept = 2048;

/** Keeps in memory what was used last; shifts of one stem that are asked for within a turn of the event loop are heard together. */
export function heardStore(network: MixNetwork, tools: StemTools): HeardStore {
  const known = recentlyUsed<HeardStem>(kept);
  const waiting = new Map<string, Waiting[]>();
  const ask = async (name: string, { clip, role, beats }: GridStem): Promise<void> => {
    const asked = waiting.get(name) ?? [];
    waiting.delete(name);
    const shifts = asked.map(({ shift }) => shift);
    try {
      const heard = await network.hear({ name: soundOf({ clip, role }), role, beats, shifts }, (use) =>
        withStemFiles({ clip, role }, tools, use),
      );
      asked.forEach(({ resolve }, i) => resolve(heard[i]));
    } catch (error) {
      asked.forEach(({ reject }) => reject(error));
    }
  };
  const hear = (name: string, stem: GridStem, shift: Semitones): Promise<HeardStem> =>
    new Promise((resolve, reject) => {
      const others = waiting.get(name);
      if (!others) setImmediate(() => void ask(name, stem));
      waiting.set(name, [...(others ?? []), { shift, resolve, reject }]);
    });
  return {
    of(stem, shift) {
      const name = nameOf(stem);
      return known(`${name} ${shift}`, () => hear(name, stem, shift));
    },
  };
}

/** A blob's key holds its content's hash. */
const soundOf = ({ clip, role }: Pick<GridStem, 'clip' | 'role'>): string =>
  `${role} ${stemRefs(clip, role)
    .map(({ key }) => key)
    .join(' ')}`;
const nameOf = (stem: GridStem): string => `${soundOf(stem)} ${stem.beats.join(' ')}`;
