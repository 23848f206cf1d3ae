import { describe, it } from 'vitest';

import type { SuiteRunner } from '../../src/testing/index.js';

/** The contract suites' runner over vitest. */
export const vitestRunner: SuiteRunner = {
  describe: (name, body) => {
    describe(name, body);
  },
  it: (name, body) => {
    it(name, body);
  },
  skip: (name, reason) => {
    it.skip(`${name} (${reason})`);
  },
};
