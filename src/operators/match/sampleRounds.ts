/** Partners at which the rounds after the first are due. */
const later: readonly number[] = [8, 16, 32, 64, 128];

/** Rounds of training samples that a seed gives at most; `first`: partners at which its first round is due. */
export const mostRounds = (first: number): number => 1 + later.filter((count) => count > first).length;

/** Rounds that are due to a seed with so many partners. */
export const roundsDue = (partners: number, first: number): number =>
  partners < first ? 0 : 1 + later.filter((count) => count > first && count <= partners).length;
