import { expect, it } from 'vitest';
import { amuBench } from '../../../bench/amu.js';

it('amuBench measures both ways of scoring and their ratio', () => {
  const rows = amuBench({ seconds: 0.1 });
  expect(rows.map(({ unit }) => unit)).toContain('times');
  for (const { value } of rows) expect(value).toBeGreaterThan(0);
});
