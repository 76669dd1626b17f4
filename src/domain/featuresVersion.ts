/**
 * Names the constants that features are computed with (design: grid, FFT, mel filters, level). It changes whenever one of them does;
 * clips and models carry it, and a scorer refuses another.
 */
export const featuresVersion = '1';
