import { expect, it } from 'vitest';
import { mashstream } from '../support/mashstream.js';

it('mashstream bench measures, and names the machine and its load', async () => {
  const { code, json } = await mashstream('bench', 'amu', '--json');
  expect(code).toBe(0);
  const lines = json();
  expect(lines.at(0)).toMatchObject({ type: 'machine', node: process.versions.node });
  expect(lines.at(-2)).toMatchObject({ type: 'machine' });
  expect(lines.at(-1)).toEqual({ type: 'end', exitCode: 0 });
  const figures = lines.filter(({ type }) => type === 'figure');
  expect(figures.length).toBeGreaterThan(3);
  for (const { bench, value } of figures) {
    expect(bench).toBe('amu');
    expect(value).toBeGreaterThan(0);
  }
});
