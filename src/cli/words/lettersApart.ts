/** Letters that have to be changed, added, left out, or exchanged with their neighbour, to make one word of another. */
export function lettersApart(a: string, b: string): number {
  const [from, to] = [Array.from(a.toLowerCase()), Array.from(b.toLowerCase())];
  const rows = [Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j += 1) {
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1),
        swapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return rows[from.length][to.length];
}

/** May one word have been meant for another that is so far apart: at most a third of the letters, or one, differ? */
export const isNear = (apart: number, a: string, b: string): boolean =>
  apart <= Math.max(1, Math.max(a.length, b.length) / 3);
