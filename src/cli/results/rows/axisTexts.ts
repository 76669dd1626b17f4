import { amuWeights } from '../../../mashability/amu/amuTerms.js';
import { fitWeights } from '../../../mashability/fit/fitTriples.js';

/** A term of a score: its name, what it says, and what it counts for. */
export interface AxisText {
  readonly axis: string;
  readonly name: string;
  readonly about: string;
  readonly weight: string;
}

const weighted = (axis: string, name: string, about: string, weight: number): AxisText => {
  return { axis, name, about, weight: `weight ${weight}` };
};

const fit: readonly AxisText[] = [
  weighted(
    'harmonic',
    'harmony',
    'notes agree, beat by beat, more than usual, and repeat together',
    fitWeights.harmonic,
  ),
  weighted('rhythmic', 'rhythm', 'voice and drums meet more than usual', fitWeights.rhythmic),
  weighted('groove', 'groove', 'harmony and drums meet more than usual', fitWeights.groove),
  weighted('key', 'keys', 'of one scale', fitWeights.key),
  weighted('voice', 'voice', 'sings in most bars', fitWeights.voice),
  weighted('ease', 'ease', 'little is stretched', fitWeights.ease),
];

/** What the network and the rule's own harmony count for is in the model. */
const besideNetwork: readonly AxisText[] = fit.map((text) =>
  text.axis === 'harmonic' ? { ...text, weight: 'weight of the model' } : text,
);

const whole: readonly AxisText[] = [
  {
    axis: 'network',
    name: 'network',
    about: 'log-odds that the parts go together',
    weight: 'weight of the model',
  },
  { axis: 'posterior', name: 'posterior', about: 'the same as a chance', weight: '' },
];

const texts: Readonly<Record<string, readonly AxisText[]>> = {
  fit,
  dualnet: [
    {
      axis: 'network',
      name: 'network',
      about: 'voice and harmony belong together',
      weight: 'weight of the model',
    },
    ...besideNetwork,
  ],
  premixnet: [...whole, ...fit],
  postmixnet: [...whole, ...fit],
  amu: [
    weighted('harmonic', 'harmony', 'notes agree', amuWeights.harmonic),
    weighted('rhythmic', 'rhythm', 'kick and snare meet', amuWeights.rhythmic),
    weighted('spectral', 'balance', 'even from low to high', amuWeights.spectral),
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
