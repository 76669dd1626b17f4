import { featureGain } from '../../../audio/mel/featureGain.js';

/** A mono stem, and the gain at which it is heard. */
export interface KeptSound {
  readonly mono: Float32Array;
  readonly gain: number;
}

export interface KeptSounds {
  find(name: string): KeptSound | undefined;
  keep(name: string, mono: Float32Array): KeptSound;
}

/** Keeps the sounds that were used last, of so many samples together: decoding one takes several times as long as hearing it. */
export function keptSounds(samples: number): KeptSounds {
  const kept = new Map<string, KeptSound>();
  let total = 0;
  return {
    find(name) {
      const found = kept.get(name);
      if (found) {
        kept.delete(name);
        kept.set(name, found);
      }
      return found;
    },
    keep(name, mono) {
      const sound = { mono, gain: featureGain(mono) };
      total += mono.length - (kept.get(name)?.mono.length ?? 0);
      kept.delete(name);
      kept.set(name, sound);
      for (const [oldest, { mono: old }] of kept) {
        if (total <= samples || oldest === name) break;
        kept.delete(oldest);
        total -= old.length;
      }
      return sound;
    },
  };
}
