/** The mean of the squares. */
export const meanSquare = (signal: Float32Array): number =>
  signal.reduce((sum, x) => sum + x * x, 0) / signal.length;
