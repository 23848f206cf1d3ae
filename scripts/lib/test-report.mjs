import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {{ passed: number, failed: number }} TestCounts
 *
 * What vitest's JSON reporter writes, as far as it is used here.
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults  one for each file
 */

/**
 * Counts the tests of a run. A file that fails without a failing test, since it cannot be loaded for instance, counts
 * as one failure, and so does a run that fails for no reason that the report knows.
 * @param {VitestReport | undefined} report
 * @param {number} exitCode  vitest's
 * @returns {TestCounts}
 */
export function countTests(report, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  const failed = (report?.numFailedTests ?? 0) + brokenFiles(report);
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

/** @param {VitestReport | undefined} report */
function brokenFiles(report) {
  const isBroken = (/** @type {VitestReport['testResults'][number]} */ file) =>
    file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
  return report?.testResults.filter(isBroken).length ?? 0;
}

/**
 * @param {string} file
 * @returns {VitestReport | undefined}
 */
export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
