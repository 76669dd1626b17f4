/**
 * What the parts of a fixed panel of compositions have in common: rendered windows of the scores of freedoom (BSD 3-clause) and of helland (CC BY 4.0), those
 * that mashstream synthesize counts among the training data. Made by `npx tsx scripts/fitPanel/makeFitPanel.ts`, not by hand.
 */
export const panel: Readonly<Record<'harmony' | 'voice' | 'drums', readonly number[]>> = {
  /** [12]: mean of what is steady in the harmonies (fitStem.ts), the relative major moved to C. */
  harmony: [
    0.0739, -0.0943, 0.0421, -0.1813, 0.2576, -0.075, -0.1113, 0.1068, -0.1358, 0.23, -0.1825, 0.0698,
  ],
  /** [12]: the same of the voices. */
  voice: [
    0.0651, -0.0727, 0.0097, -0.115, 0.1846, -0.0335, -0.0964, 0.0452, -0.0798, 0.1648, -0.1017, 0.0298,
  ],
  /** [48]: mean strokes of the drums over four beats. */
  drums: [
    0.3196, -0.0685, -0.0288, 0.008, -0.0484, -0.0689, 0.1094, -0.0607, -0.0574, 0.0335, -0.0638, -0.0731,
    0.2692, -0.0645, -0.0651, -0.0116, -0.0462, -0.0472, 0.1823, -0.0649, -0.0543, 0.0564, -0.0618, -0.0814,
    0.2365, -0.0725, -0.0402, 0.0253, -0.051, -0.068, 0.1664, -0.0626, -0.0623, 0.037, -0.0609, -0.0762,
    0.2778, -0.0649, -0.0682, 0.011, -0.0426, -0.0345, 0.1523, -0.0528, -0.0557, 0.0383, -0.069, -0.0748,
  ],
};
