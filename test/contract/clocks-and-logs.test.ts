import { setTimeout } from 'node:timers/promises';

import { makeConsoleLogger, makeSystemClock } from '../../src/adapters/local/index.js';
import { describeClockContract, describeLoggerContract } from '../../src/testing/index.js';
import { clockSubject, loggerSubject, setupOf } from './memory-subjects.js';
import { vitestRunner } from './vitest-runner.js';

describeClockContract(vitestRunner, setupOf(clockSubject));
describeClockContract(
  vitestRunner,
  setupOf(() => ({
    clock: makeSystemClock(),
    pass: async (milliseconds: number) => {
      await setTimeout(milliseconds);
    },
  })),
);

describeLoggerContract(vitestRunner, setupOf(loggerSubject));
describeLoggerContract(
  vitestRunner,
  setupOf(() => {
    const lines: string[] = [];
    return {
      logger: makeConsoleLogger({ level: 'debug', write: (line) => void lines.push(line) }),
      text: () => lines.join(''),
    };
  }),
);
