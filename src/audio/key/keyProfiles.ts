/** Weights of the twelve pitch classes above a tonic, in major and minor. */
export interface KeyProfile {
  readonly major: readonly number[];
  readonly minor: readonly number[];
}

/**
 * Key profiles, named as in Essentia: bgate (Faraldo, Jordà & Herrera, AES Semantic Audio 2017), edma (Faraldo, Gómez, Jordà &
 * Herrera, ECIR 2016), temperley2005 (Temperley's MIREX 2005 entry). His profile of 1999 was tried: it calls minor keys by
 * their relative major.
 */
export const keyProfiles = {
  bgate: {
    major: [1.0, 0.0, 0.42, 0.0, 0.53, 0.37, 0.0, 0.77, 0.0, 0.38, 0.21, 0.3],
    minor: [1.0, 0.0, 0.36, 0.39, 0.0, 0.38, 0.0, 0.74, 0.27, 0.0, 0.42, 0.23],
  },
  edma: {
    major: [1.0, 0.29, 0.5, 0.4, 0.6, 0.56, 0.32, 0.8, 0.31, 0.45, 0.42, 0.39],
    minor: [1.0, 0.31, 0.44, 0.58, 0.33, 0.49, 0.29, 0.78, 0.43, 0.29, 0.53, 0.32],
  },
  temperley2005: {
    major: [0.748, 0.06, 0.488, 0.082, 0.67, 0.46, 0.096, 0.715, 0.104, 0.366, 0.057, 0.4],
    minor: [0.712, 0.084, 0.474, 0.618, 0.049, 0.46, 0.105, 0.747, 0.404, 0.067, 0.133, 0.33],
  },
} as const satisfies Readonly<Record<string, KeyProfile>>;
