import { expect, it } from 'vitest';
import { harmonixBeats } from '../../../src/cli/importing/harmonixBeats.js';

const bars = (lengths: readonly number[]): string => {
  const lines: string[] = [];
  let time = 2.5;
  for (const [bar, length] of lengths.entries())
    for (let beat = 1; beat <= length; beat += 1, time += 0.5)
      lines.push(`${time.toFixed(6)}\t${beat}\t${bar + 1}`);
  return `${lines.join('\n')}\n`;
};

it('reads beats, bars and the meter of most bars', () => {
  const known = harmonixBeats(bars([4, 4, 3, 4]));
  expect(known?.beats.slice(0, 3)).toEqual([2.5, 3, 3.5]);
  expect(known?.beats).toHaveLength(15);
  expect(known?.downbeats).toEqual([2.5, 4.5, 6.5, 8]);
  expect(known?.meter).toBe(4);
  expect(harmonixBeats(bars([6, 6, 6]))?.meter).toBe(6);
  expect(harmonixBeats(bars([5, 5, 5]))?.meter).toBeUndefined();
});

it.each(['', 'no beats', '1.0\t1\t1\nx\t2\t1\n'])('is nothing where lines are something else: %j', (text) => {
  expect(harmonixBeats(text)).toBeUndefined();
});
