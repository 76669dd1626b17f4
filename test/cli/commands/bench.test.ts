import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { benchLines } from '../../../src/cli/results/reports/benchLines.js';
import { mashstream } from '../../support/mashstream.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const near = (path: string) => relative('.', path);
const directory = temporaryDirectory();

it('names what there is, and refuses what there is not', async () => {
  expect((await mashstream('bench', '--list')).stdout).toMatch(/^amu +speed/);
  const { code, stderr } = await mashstream('bench', 'amu', 'tempo', 'speed');
  expect(code).toBe(1);
  expect(stderr).toMatch(/2 problems[^]*no bench tempo; there are amu, [^]*no bench speed/);
});

it('says which figures are left out where music is missing, and prints the load of the machine', async () => {
  const { code, stdout } = await mashstream('bench', 'mel', 'analysis', '--music', directory('none'));
  const lines = stdout.trimEnd().split('\n');
  expect(code).toBe(0);
  expect(lines).toHaveLength(4);
  for (const line of [lines[0], lines[3]])
    expect(line).toMatch(/^# \d+ cores \(.+\), Node \d+\.\S+, load \d+\.\d\d \d+\.\d\d \d+\.\d\d$/);
  expect(lines[1]).toBe(
    `mel          left out (beat-grid mel against really processed audio): needs ${near(directory('none/stems'))}`,
  );
  expect(lines[2]).toMatch(`needs ${near(directory('none/stems'))} and ${near(directory('none/songs'))}`);
});

it('prints figures with four digits and their units, in JSON as they are', () => {
  const bench = { name: 'amu', about: 'speed' };
  const row = { name: 'pairs', value: 13_579.24, unit: 'pairs/s' };
  expect(benchLines(false).figure(bench, row)).toBe('amu          pairs: 13580 pairs/s');
  expect(benchLines(false).figure(bench, { ...row, value: 0.000_123_456, unit: '' })).toBe(
    'amu          pairs: 0.0001235',
  );
  expect(JSON.parse(benchLines(true).figure(bench, row))).toEqual({ type: 'figure', bench: 'amu', ...row });
});
