/** Cosine from an inner product and two energies (squared norms); silence is like nothing: 0. */
export const cosine = (dot: number, energyA: number, energyB: number): number =>
  energyA > 0 && energyB > 0 ? dot / (Math.sqrt(energyA) * Math.sqrt(energyB)) : 0;
