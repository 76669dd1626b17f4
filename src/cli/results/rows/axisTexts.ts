import { amuWeights } from '../../../mashability/amu/amuTerms.js';
import { fitWeights } from '../../../mashability/fit/fitTriples.js';

/** A term of a score: its name, what it says, and what it counts for. */
export interface AxisText {
  readonly axis: string;
  readonly name: string;
  readonly about: string;
  readonly weight: string;
}

const texts: Readonly<Record<string, readonly AxisText[]>> = {
  fit: [
    {
      axis: 'harmonic',
      name: 'harmony',
      about: 'notes agree, beat by beat',
      weight: `weight ${fitWeights.harmonic}`,
    },
    {
      axis: 'rhythmic',
      name: 'rhythm',
      about: 'voice and drums meet',
      weight: `weight ${fitWeights.rhythmic}`,
    },
    {
      axis: 'groove',
      name: 'groove',
      about: 'harmony and drums meet',
      weight: `weight ${fitWeights.groove}`,
    },
    { axis: 'key', name: 'keys', about: 'of one scale', weight: `weight ${fitWeights.key}` },
    { axis: 'voice', name: 'voice', about: 'sings in most bars', weight: `weight ${fitWeights.voice}` },
    { axis: 'ease', name: 'ease', about: 'little is stretched', weight: `weight ${fitWeights.ease}` },
  ],
  amu: [
    {
      axis: 'harmonic',
      name: 'harmony',
      about: 'notes agree',
      weight: `weight ${amuWeights.harmonic}`,
    },
    {
      axis: 'rhythmic',
      name: 'rhythm',
      about: 'kick and snare meet',
      weight: `weight ${amuWeights.rhythmic}`,
    },
    {
      axis: 'spectral',
      name: 'balance',
      about: 'even from low to high',
      weight: `weight ${amuWeights.spectral}`,
    },
  ],
  lee: [
    { axis: 'harmonic', name: 'harmony', about: 'notes agree', weight: 'times texture' },
    {
      axis: 'texture',
      name: 'texture',
      about: 'busy beside calm',
      weight: 'times harmony',
    },
    { axis: 'tempo', name: 'tempo', about: 'tempi within 30 %', weight: 'added' },
  ],
};

/** The terms of a score in plain words, in the order in which they count; of a scorer that is not known, by their names. */
export const axisTexts = (scorer: string, axes: Readonly<Record<string, number>>): readonly AxisText[] =>
  scorer in texts
    ? texts[scorer].filter(({ axis }) => axis in axes)
    : Object.keys(axes).map((axis) => ({ axis, name: axis, about: '', weight: '' }));
