import type { Bpm } from '../src/domain/units.js';

/** Songs of ../shared/music/songs whose tempo is known; either octave counts. */
export const songTempi: Readonly<Record<string, readonly Bpm[]>> = {
  'jonathan-coulton_a-talk-with-george': [190, 95],
  'jonathan-coulton_big-bad-world-one': [150, 75],
  'jonathan-coulton_chiron-beta-prime': [140, 70],
  'jonathan-coulton_monkey-shines': [160, 80],
  'jonathan-coulton_that-spells-dna': [140, 70],
};
