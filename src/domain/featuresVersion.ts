/**
 * Names the constants that features are computed with (design: grid, FFT, mel filters, level) and how the bars are chosen that they are
 * taken of. It changes whenever one of them does; clips and models carry it, and a scorer refuses another. 2: units on phrases; 3: all bars of the region, with a start a role;
 * 4: rows of semitones beside the rule features.
 */
export const featuresVersion = '4';
