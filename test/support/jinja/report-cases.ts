import { readFileSync } from 'node:fs';

import { readCaseFile, runCases } from './run-cases.js';

/** Runs a file of cases, prints the failures and the count; says whether all passed. */
export function reportCases(path: string): boolean {
  const text = readFileSync(path, 'utf8');
  const outcomes = runCases(readCaseFile(text), text);
  for (const { case: each, actual, passed } of outcomes) {
    if (passed) continue;
    const expected =
      each.error === true ? `error: ${each.errorType ?? ''}: ${each.errorMessage ?? ''}` : each.expected;
    console.log(`FAILED [${each.group ?? ''}] ${JSON.stringify(each.template)}`);
    console.log(`  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(actual)}`);
  }
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  console.log(`${passed} passed, ${outcomes.length - passed} failed`);
  return passed === outcomes.length;
}
