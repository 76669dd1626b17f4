/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ status: string, assertionResults: readonly unknown[] }} FileResult
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: readonly FileResult[] }} Report vitest's JSON report, as far as it is read here
 */

/**
 * The counts of one vitest project. A file that could not be loaded, a project without tests, an error outside every test and a
 * missing report each count as a failure: none of them may pass unseen.
 * @param {Report | undefined} report
 * @param {boolean} exitedWell
 * @returns {Counts}
 */
export function countTests(report, exitedWell) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const skipped = report.numPendingTests + report.numTodoTests;
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloaded;
  const unexplained = failed === 0 && (!exitedWell || report.numPassedTests + skipped === 0);
  return { passed: report.numPassedTests, failed: failed + (unexplained ? 1 : 0), skipped };
}
