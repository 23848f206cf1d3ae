import type { SuiteRunner } from '../../src/testing/index.js';

/** What came of a suite. */
export interface SuiteOutcome {
  readonly cases: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

/** Runs a suite by itself, case after case, and tells what came of it. */
export const runSuite = async (describeSuite: (runner: SuiteRunner) => void): Promise<SuiteOutcome> => {
  const cases: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  const skipped: string[] = [];
  describeSuite({
    describe: (_name, body) => {
      body();
    },
    it: (name, body) => void cases.push({ name, body }),
    skip: (name, reason) => void skipped.push(`${name}: ${reason}`),
  });
  const failed: string[] = [];
  for (const { name, body } of cases) await body().catch(() => failed.push(name));
  return { cases: cases.length, failed, skipped };
};
