/** A share in whole percent, never more than there is. */
export const percent = (share: number): string => String(Math.floor(100 * share + 1e-9));
