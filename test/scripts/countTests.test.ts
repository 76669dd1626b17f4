import { expect, it } from 'vitest';
import { countTests } from '../../scripts/lib/countTests.mjs';

const report = (passed: number, failed: number, pending = 0, testResults: object[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: pending,
  numTodoTests: 1,
  testResults: testResults as { status: string; assertionResults: unknown[] }[],
});

it('counts as vitest does; tests to be written are left out', () => {
  expect(countTests(report(5, 0, 2), true)).toEqual({ passed: 5, failed: 0, skipped: 3 });
  expect(countTests(report(5, 2), false)).toEqual({ passed: 5, failed: 2, skipped: 1 });
});

it('counts a file that cannot be loaded as a failure, beside the failures of others', () => {
  const unloaded = { status: 'failed', assertionResults: [] };
  const failing = { status: 'failed', assertionResults: [{}] };
  expect(countTests(report(5, 1, 0, [unloaded, failing]), false).failed).toBe(2);
});

it('never passes unseen: an error outside tests, a project without tests, no report', () => {
  expect(countTests(report(5, 0), false).failed).toBe(1);
  expect(countTests({ ...report(0, 0), numTodoTests: 0 }, true).failed).toBe(1);
  expect(countTests(undefined, true).failed).toBe(1);
});
