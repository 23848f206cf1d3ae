import { inspect } from 'node:util';

import type { Secret } from '../../src/job/secret.js';
import type { Clock } from '../../src/ports/clock.js';
import type { LogFields, Logger } from '../../src/ports/logger.js';
import {
  type ClockSubject,
  describeClockContract,
  describeLoggerContract,
  type LoggerSubject,
} from '../../src/testing/index.js';
import { type Fault, findsFaults } from './finds-faults.js';
import { clockSubject, loggerSubject } from './memory-subjects.js';

const clockFault = (wrong: string, spoil: (clock: Clock) => Partial<Clock>): Fault<ClockSubject> => [
  wrong,
  (subject) => ({ ...subject, clock: { ...subject.clock, ...spoil(subject.clock) } }),
];

findsFaults('describeClockContract', describeClockContract, clockSubject, {
  'tells the time in whole or broken milliseconds since 1970': [
    clockFault('tells seconds', ({ now }) => ({ now: () => now() / 1000 })),
    clockFault('stands still', () => ({ now: () => Date.UTC(2026, 0, 1) })),
  ],
  'measures with a clock that never goes back': [
    clockFault('goes back', ({ monotonic }) => ({ monotonic: () => -monotonic() })),
  ],
  'calls back once, when the time has come and not before': [
    clockFault('calls at once', ({ schedule }) => ({
      schedule: (_milliseconds, callback) => schedule(0, callback),
    })),
    clockFault('calls twice', ({ schedule }) => ({
      schedule: (milliseconds, callback) => {
        schedule(milliseconds, callback);
        return schedule(milliseconds, callback);
      },
    })),
  ],
  'calls back in a later turn, for a time of 0 too': [
    clockFault('calls at once for a time of 0', ({ schedule }) => ({
      schedule: (milliseconds, callback) => {
        if (milliseconds > 0) return schedule(milliseconds, callback);
        callback();
        return () => undefined;
      },
    })),
  ],
  'calls back in the order of the times': [
    clockFault('takes every time for the same', ({ schedule }) => ({
      schedule: (_milliseconds, callback) => schedule(20, callback),
    })),
  ],
  'does not call back what was cancelled, however often': [
    clockFault('does not cancel', ({ schedule }) => ({
      schedule: (milliseconds, callback) => {
        schedule(milliseconds, callback);
        return () => undefined;
      },
    })),
    clockFault('does not like to cancel twice', ({ schedule }) => ({
      schedule: (milliseconds, callback) => {
        const cancel = schedule(milliseconds, callback);
        let cancelled = false;
        return () => {
          if (cancelled) throw new Error('no such timer');
          cancelled = true;
          cancel();
        };
      },
    })),
  ],
  'lets a callback schedule another one': [
    clockFault('takes no other while it calls', ({ schedule }) => {
      let calling = false;
      return {
        schedule: (milliseconds, callback) =>
          calling
            ? () => undefined
            : schedule(milliseconds, () => {
                calling = true;
                callback();
                calling = false;
              }),
      };
    }),
  ],
  'takes times that are longer than a timer of the platform can hold': [
    clockFault('calls at once after 25 days', ({ schedule }) => ({
      schedule: (milliseconds, callback) => schedule(milliseconds > 2 ** 31 ? 1 : milliseconds, callback),
    })),
  ],
});

const loggerFault = (
  wrong: string,
  spoil: (log: Logger['info'], level: keyof Logger) => Logger['info'],
): Fault<LoggerSubject> => [
  wrong,
  (subject) => ({
    ...subject,
    logger: {
      debug: spoil(subject.logger.debug, 'debug'),
      info: spoil(subject.logger.info, 'info'),
      warn: spoil(subject.logger.warn, 'warn'),
      error: spoil(subject.logger.error, 'error'),
    },
  }),
];

/** A log that writes lines of its own. */
const writing = (
  wrong: string,
  line: (level: string, message: string, fields: LogFields) => string,
): Fault<LoggerSubject> => [
  wrong,
  () => {
    const lines: string[] = [];
    const log =
      (level: string): Logger['info'] =>
      (message, fields = {}) =>
        void lines.push(line(level, message, fields));
    const logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
    return { logger, text: () => lines.join('\n') };
  },
];

/** Shows what is in a secret. */
const revealed = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'reveal' in value
    ? (value as Secret).reveal()
    : inspect(value);

findsFaults('describeLoggerContract', describeLoggerContract, loggerSubject, {
  'keeps messages of every level, in order, with their fields': [
    loggerFault('leaves debug messages out', (log, level) => (level === 'debug' ? () => undefined : log)),
    loggerFault('leaves fields out', (log) => (message) => {
      log(message);
    }),
  ],
  'keeps a message without fields, and one with empty fields': [
    loggerFault('leaves messages without fields out', (log) => (message, fields) => {
      if (fields) log(message, fields);
    }),
  ],
  'tells the levels apart': [writing('shows no level', (_level, message) => message)],
  'does not throw, whatever the fields are, and goes on': [
    writing('writes plain JSON', (level, message, fields) => `${level} ${message} ${JSON.stringify(fields)}`),
  ],
  'does not change the fields': [
    loggerFault('adds the time to the fields', (log) => (message, fields) => {
      log(message, fields && Object.assign(fields, { time: 1 }));
    }),
  ],
  'shows no secret that is in the fields by mistake': [
    writing('shows what is in a secret', (level, message, fields) =>
      [level, message, ...Object.values(fields).map(revealed)].join(' '),
    ),
  ],
});
