import { expect, it } from 'vitest';
import { amuBench } from '../../bench/amu.js';

it('amuBench measures, and the fast way is many times faster than the plain formula', () => {
  const rows = amuBench({ seconds: 0.1 });
  for (const { value } of rows) expect(value).toBeGreaterThan(0);
  const ratio = rows.find(({ unit }) => unit === 'times')?.value;
  expect(ratio).toBeGreaterThan(8); // about 50 in a run of some seconds
});
