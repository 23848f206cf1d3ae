/** The functions of a test runner that a suite needs. @public */
export interface SuiteRunner {
  /** Groups cases under a name. */
  readonly describe: (name: string, body: () => void) => void;
  /** Runs a case; a rejection is a failure. */
  readonly it: (name: string, body: () => Promise<void>) => void;
  /** Notes a case that is left out, and why. */
  readonly skip: (name: string, reason: string) => void;
}

/** What test runners call `describe` and `it`, as far as suites use them. @public */
export interface TestFunctions {
  /** Groups tests under a name. */
  readonly describe: (name: string, body: () => void) => unknown;
  /** Runs a test. */
  readonly it: TestFunction;
}

/** Runs a test, or leaves it out. @public */
export interface TestFunction {
  /** Runs a test; a rejection is a failure. */
  (name: string, body: () => Promise<void>): unknown;
  /** Notes a test and does not run it. */
  readonly skip: (name: string, body: () => Promise<void>) => unknown;
}

/**
 * Makes a {@link SuiteRunner} of `describe` and `it` as vitest, jest, mocha and node:test have them. A case that is left out has
 * its reason in its name.
 * @public
 */
export const makeSuiteRunner = ({ describe, it }: TestFunctions): SuiteRunner => ({
  describe: (name, body) => void describe(name, body),
  it: (name, body) => void it(name, body),
  skip: (name, reason) => void it.skip(`${name} (left out: ${reason})`, () => Promise.resolve()),
});
