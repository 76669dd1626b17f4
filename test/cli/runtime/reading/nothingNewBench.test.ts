import { expect, it } from 'vitest';
import { nothingNewBench } from '../../../../bench/nothingNew.js';

it('nothingNewBench measures every command on a small folder', async () => {
  const rows = await nothingNewBench({ songs: 20, records: 400 });
  expect(rows).toHaveLength(10);
  for (const { value } of rows) expect(value).toBeGreaterThan(0);
});
