import { isNear, lettersApart } from './lettersApart.js';

/** The one of the words that `word` was most likely meant for: at most a third of its letters, or one, differ. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const near = words
    .map((other) => ({ other, far: lettersApart(word, other) }))
    .filter(({ other, far }) => isNear(far, word, other))
    .sort((a, b) => a.far - b.far);
  return near.at(0)?.other;
}
