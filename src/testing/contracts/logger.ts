import assert from 'node:assert/strict';

import { Secret } from '../../job/secret.js';
import type { LogFields, Logger } from '../../ports/logger.js';
import { deepFreeze } from './deep-freeze.js';
import { type ContractCases, defineCases, runCases, type SuiteSetup } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

/** A log to be tested. It is set up so that it keeps messages of every level. @public */
export interface LoggerSubject {
  readonly logger: Logger;
  /** Everything that has been logged so far, as text: where people read it. */
  readonly text: () => string;
}

const levels = ['debug', 'info', 'warn', 'error'] as const;

/** Fields that are awkward to write down. */
const awkwardFields = (): Readonly<Record<string, LogFields>> => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  return {
    bigint: { count: 12_345_678_901_234_567_890n },
    undefined: { nothing: undefined, none: null },
    error: { cause: new Error('underneath') },
    circular,
    throwing: {
      get broken(): never {
        throw new Error('a getter that fails');
      },
    },
    symbol: { symbol: Symbol('s'), fn: () => 1 },
    map: { map: new Map([['a', 1]]), date: new Date(Number.NaN) },
    deep: { a: { b: { c: { d: { e: 1 } } } } },
  };
};

const cases: ContractCases<LoggerSubject> = defineCases<LoggerSubject>({
  'keeps messages of every level, in order, with their fields': ({ logger, text }) => {
    for (const level of levels)
      logger[level](`message of ${level}`, { [`${level}Field`]: `value of ${level}` });
    const places = levels.flatMap((level) => [
      text().indexOf(`message of ${level}`),
      text().indexOf(`value of ${level}`),
    ]);
    assert.ok(!places.includes(-1), `Something is missing: ${text()}`);
    assert.deepEqual(
      places,
      [...places].sort((one, other) => one - other),
    );
    return Promise.resolve();
  },
  'keeps a message without fields, and one with empty fields': ({ logger, text }) => {
    logger.info('no fields');
    logger.info('empty fields', {});
    for (const message of ['no fields', 'empty fields'])
      assert.ok(text().includes(message), `Missing: ${message}`);
    return Promise.resolve();
  },
  'tells the levels apart': ({ logger, text }) => {
    logger.warn('same message');
    const warned = text();
    logger.error('same message');
    assert.notEqual(text().slice(warned.length).trim(), warned.trim());
    return Promise.resolve();
  },
  'does not throw, whatever the fields are, and goes on': ({ logger, text }) => {
    for (const [name, fields] of Object.entries(awkwardFields()))
      assert.doesNotThrow(() => {
        logger.info(`with ${name}`, fields);
      }, `It throws for a field with ${name}`);
    logger.info('still here');
    assert.ok(text().includes('still here'), 'Nothing is logged any more');
    return Promise.resolve();
  },
  'does not change the fields': ({ logger }) => {
    for (const level of levels)
      assert.doesNotThrow(() => {
        logger[level]('frozen', deepFreeze({ list: [1, { a: 'b' }], map: { c: null } }));
      }, 'The fields, which are frozen, are changed');
    return Promise.resolve();
  },
  'shows no secret that is in the fields by mistake': ({ logger, text }) => {
    for (const level of levels)
      logger[level]('secret', { password: new Secret('do-not-log-me'), deep: [new Secret('do-not-log-me')] });
    assert.ok(!text().includes('do-not-log-me'), 'A secret is in the log');
    return Promise.resolve();
  },
});

/**
 * Describes what every `Logger` must do, as cases for a test runner.
 * @param setup - a subject whose log is empty, for each case
 * @public
 */
export const describeLoggerContract = <Subject extends LoggerSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a Logger', setup, cases);
};
