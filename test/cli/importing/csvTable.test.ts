import { expect, it } from 'vitest';
import { csvTable } from '../../../src/cli/importing/csvTable.js';

it('reads quoted fields, doubled quotes, both line ends, and short rows', () => {
  expect(csvTable('\uFEFFFile,Title,Artist\r\n0001,"1, 2 ""Step""",Ciara\n0002,ABC\n\n')).toEqual([
    { File: '0001', Title: '1, 2 "Step"', Artist: 'Ciara' },
    { File: '0002', Title: 'ABC' },
  ]);
  expect(csvTable('a,b\n1,"two\nlines"')).toEqual([{ a: '1', b: 'two\nlines' }]);
  expect(csvTable('a,b,\n1,,\n')).toEqual([{ a: '1', b: '', '': '' }]);
  expect(csvTable('')).toEqual([]);
});
