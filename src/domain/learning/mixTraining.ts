/** The paper's networks, and how they may be taught. */
export const mixNetworks = ['premixnet', 'postmixnet'] as const;

/**
 * What matched examples, of which nobody knows whether they fit, are taught as: bad and good by halves (LSRO; Zheng, Zheng, Yang 2017), the class that the network itself takes
 * them for (pseudo-labels; Lee 2013), or nothing.
 */
export const labelRules = ['lsro', 'pseudo', 'none'] as const;

/** Two classes as in the paper, each part picking its own among all (InfoNCE), or both together. */
export const mixLosses = ['classes', 'infonce', 'both'] as const;

/** What they hear: mel spectrograms as in the paper, spectrograms of half semitones, or both, as two channels in this order. */
export const mixInputs = ['mel', 'semitones', 'both'] as const;
export type MixInput = (typeof mixInputs)[number];

export interface MixTraining {
  readonly network: (typeof mixNetworks)[number];
  /** Of all numbers of filters: 1, 1/2, 1/4 or 1/8. */
  readonly width: number;
  readonly labels: (typeof labelRules)[number];
  readonly loss: (typeof mixLosses)[number];
  /** Left out: mel. */
  readonly input?: MixInput;
}
