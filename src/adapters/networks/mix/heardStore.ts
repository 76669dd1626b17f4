import type { Semitones } from '../../../domain/units.js';
import { withStemFiles, type StemTools } from '../../audio/stemSound.js';
import { recentlyUsed } from '../../features/recentlyUsed.js';
import { soundName, stemName, type GridStem } from './gridStem.js';
import type { HeardStem, MixNetwork } from './mixNetwork.js';
import { storedHearing, type Hear, type HeardPlace } from './storedHearing.js';

/** What a network has heard of stems: computed once each, whoever asks. Errors: those of withStemFiles and of the network. */
export interface HeardStore {
  of(stem: GridStem, shift: Semitones): Promise<HeardStem>;
  /** Resolves when what is kept for others is durable, or given up. */
  settled(): Promise<void>;
}

export interface HeardStoreOptions {
  readonly network: Pick<MixNetwork, 'hear'>;
  readonly tools: StemTools;
  /** Left out: it is kept in memory alone. */
  readonly stored?: HeardPlace;
}

interface Waiting {
  readonly shift: Semitones;
  readonly resolve: (heard: HeardStem) => void;
  readonly reject: (error: unknown) => void;
}

/** Variants kept: 16 KB each at width 1/8, 131 KB at width 1. */
const kept = 2048;

/** Keeps in memory what was used last; shifts of one stem that are asked for within a turn of the event loop are heard together. */
export function heardStore({ network, tools, stored }: HeardStoreOptions): HeardStore {
  const known = recentlyUsed<HeardStem>(kept);
  const waiting = new Map<string, Waiting[]>();
  const byNetwork: Hear = ({ clip, role, beats }, shifts) =>
    network.hear({ name: soundName({ clip, role }), role, beats, shifts }, (use) =>
      withStemFiles({ clip, role }, tools, use),
    );
  const hear = stored ? storedHearing(byNetwork, stored) : byNetwork;
  const ask = async (name: string, stem: GridStem): Promise<void> => {
    const asked = waiting.get(name) ?? [];
    waiting.delete(name);
    const shifts = asked.map(({ shift }) => shift);
    try {
      const heard = await hear(stem, shifts);
      asked.forEach(({ resolve }, i) => resolve(heard[i]));
    } catch (error) {
      asked.forEach(({ reject }) => reject(error));
    }
  };
  const later = (name: string, stem: GridStem, shift: Semitones): Promise<HeardStem> =>
    new Promise((resolve, reject) => {
      const others = waiting.get(name);
      if (!others) setImmediate(() => void ask(name, stem));
      waiting.set(name, [...(others ?? []), { shift, resolve, reject }]);
    });
  return {
    of(stem, shift) {
      const name = stemName(stem);
      return known(`${name} ${shift}`, () => later(name, stem, shift));
    },
    settled: async () => stored?.projections.settled(),
  };
}
