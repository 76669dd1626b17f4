import { expect, it } from 'vitest';
import { paperRouteBench } from '../../bench/paperRoute.js';

it('the paper’s route is measured with both engines against the head', async () => {
  const rows = await paperRouteBench({ width: 1 / 8 }, { rounds: 1, bars: 2 });
  expect(rows).toHaveLength(12);
  for (const { name, value } of rows) expect(value, name).toBeGreaterThan(0);
  const [fine, fast] = ['R3', 'R2'].map(
    (engine) =>
      rows.find(
        ({ name }) => name === `width 0.125: paper's route (${engine}) against head, by processor time`,
      )?.value ?? NaN,
  );
  expect(fast).toBeGreaterThan(100);
  expect(fine).toBeGreaterThan(fast);
});
