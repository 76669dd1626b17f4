import { expect, it } from 'vitest';
import { candidatesBench } from '../../bench/candidates.js';

it('what a candidate costs is measured whole and in parts', async () => {
  const rows = await candidatesBench([1 / 8], 1);
  expect(rows).toHaveLength(12);
  for (const { name, value } of rows) expect(value, name).toBeGreaterThan(0);
  const whole = rows.find(({ name }) => name === 'width 0.125: head against whole, by processor time');
  expect(whole?.value).toBeGreaterThan(50);
});
