/** Samples a second. */
export const rate = 44_100;
