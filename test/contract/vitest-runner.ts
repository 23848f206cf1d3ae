import { describe, it } from 'vitest';

import { makeSuiteRunner } from '../../src/testing/index.js';

/** The contract suites' runner over vitest. */
export const vitestRunner = makeSuiteRunner({ describe, it });
