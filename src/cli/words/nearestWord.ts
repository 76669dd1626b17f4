/** Letters that have to be changed, added, left out, or exchanged with their neighbour, to make one word of another. */
function distance(a: string, b: string): number {
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

/** The one of the words that `word` was most likely meant for: at most a third of its letters, or one, differ. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const near = words
    .map((other) => ({ other, far: distance(word, other) }))
    .filter(({ other, far }) => far <= Math.max(1, Math.max(word.length, other.length) / 3))
    .sort((a, b) => a.far - b.far);
  return near.at(0)?.other;
}
