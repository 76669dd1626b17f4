import { amuWeights } from '../../mashability/amuTerms.js';

/** A term of a score: its name, what it says, and what it counts for. */
export interface AxisText {
  readonly axis: string;
  readonly name: string;
  readonly about: string;
  readonly weight: string;
}

const texts: Readonly<Record<string, readonly AxisText[]>> = {
  amu: [
    {
      axis: 'harmonic',
      name: 'harmony',
      about: 'the notes agree',
      weight: `weight ${amuWeights.harmonic}`,
    },
    {
      axis: 'rhythmic',
      name: 'rhythm',
      about: 'kick and snare fall together',
      weight: `weight ${amuWeights.rhythmic}`,
    },
    {
      axis: 'spectral',
      name: 'balance',
      about: 'low, middle and high are filled evenly',
      weight: `weight ${amuWeights.spectral}`,
    },
  ],
  lee: [
    { axis: 'harmonic', name: 'harmony', about: 'the notes agree', weight: 'times texture' },
    {
      axis: 'texture',
      name: 'texture',
      about: 'one is busy where the other is calm',
      weight: 'times harmony',
    },
    { axis: 'tempo', name: 'tempo', about: 'the tempi lie within 30 %', weight: 'added' },
  ],
};

/** The terms of a score in plain words, in the order in which they count; of a scorer that is not known, by their names. */
export const axisTexts = (scorer: string, axes: Readonly<Record<string, number>>): readonly AxisText[] =>
  scorer in texts
    ? texts[scorer].filter(({ axis }) => axis in axes)
    : Object.keys(axes).map((axis) => ({ axis, name: axis, about: '', weight: '' }));
