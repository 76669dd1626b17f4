import type { Hertz } from '../domain/units.js';

/** Slaney's mel scale (Auditory Toolbox, 1998): 15 mel at 1 kHz, linear below, logarithmic above. */
const knee = { hertz: 1000, mel: 15 } as const;
const step = Math.log(6.4) / 27;

export interface MelScale {
  toMel(hertz: Hertz): number;
  toHertz(mel: number): Hertz;
}

export const melScale: MelScale = {
  toMel: (hertz) =>
    hertz < knee.hertz ? (hertz * knee.mel) / knee.hertz : knee.mel + Math.log(hertz / knee.hertz) / step,
  toHertz: (mel) =>
    mel < knee.mel ? (mel * knee.hertz) / knee.mel : knee.hertz * Math.exp((mel - knee.mel) * step),
};
