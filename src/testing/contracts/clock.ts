import assert from 'node:assert/strict';

import type { Clock } from '../../ports/clock.js';
import { type ContractCases, defineCases, runCases, type SuiteSetup, turns } from './suite.js';
import type { SuiteRunner } from './suite-runner.js';

/** A clock to be tested. @public */
export interface ClockSubject {
  readonly clock: Clock;
  /** Lets at least so many ms pass: a test's clock is moved, a real one waited for. */
  readonly pass: (milliseconds: number) => Promise<void>;
}

const cases: ContractCases<ClockSubject> = defineCases<ClockSubject>({
  'tells the time in whole or broken milliseconds since 1970': async ({ clock, pass }) => {
    const begin = clock.now();
    assert.ok(begin > Date.UTC(2000, 0, 1) && begin < Date.UTC(2200, 0, 1), `Not a time of today: ${begin}`);
    await pass(20);
    assert.ok(clock.now() >= begin + 15, 'The time does not pass');
  },
  'measures with a clock that never goes back': async ({ clock, pass }) => {
    let last = clock.monotonic();
    for (let turn = 0; turn < 5; turn += 1) {
      await pass(2);
      const now = clock.monotonic();
      assert.ok(now > last, 'The clock stands or goes back');
      last = now;
    }
  },
  'calls back once, when the time has come and not before': async ({ clock, pass }) => {
    const begin = clock.monotonic();
    const calls: number[] = [];
    clock.schedule(20, () => calls.push(clock.monotonic() - begin));
    await pass(1);
    assert.ok(
      calls.every((elapsed) => elapsed >= 19),
      'Called too early',
    );
    await pass(100);
    assert.equal(calls.length, 1, `Called ${calls.length} times`);
    // A timer may be due a millisecond before its time.
    assert.ok(
      calls.every((elapsed) => elapsed >= 19),
      'Called too early',
    );
  },
  'calls back in a later turn, for a time of 0 too': async ({ clock, pass }) => {
    const order: string[] = [];
    clock.schedule(0, () => order.push('callback'));
    order.push('now');
    await pass(20);
    assert.deepEqual(order, ['now', 'callback']);
  },
  'calls back in the order of the times': async ({ clock, pass }) => {
    const order: number[] = [];
    for (const milliseconds of [60, 20, 40]) clock.schedule(milliseconds, () => order.push(milliseconds));
    await pass(150);
    assert.deepEqual(order, [20, 40, 60]);
  },
  'does not call back what was cancelled, however often': async ({ clock, pass }) => {
    const calls: string[] = [];
    const cancel = clock.schedule(10, () => calls.push('cancelled'));
    const cancelLater = clock.schedule(5, () => calls.push('kept'));
    cancel();
    assert.doesNotThrow(cancel, 'Cancelling again must be harmless');
    await pass(60);
    assert.doesNotThrow(cancelLater, 'Cancelling what has been called must be harmless');
    assert.deepEqual(calls, ['kept']);
  },
  'lets a callback schedule another one': async ({ clock, pass }) => {
    const calls: string[] = [];
    clock.schedule(5, () => {
      calls.push('first');
      clock.schedule(5, () => calls.push('second'));
    });
    await pass(50);
    await pass(50);
    assert.deepEqual(calls, ['first', 'second']);
  },
  'takes times that are longer than a timer of the platform can hold': async ({ clock, pass }) => {
    const calls: string[] = [];
    const cancel = clock.schedule(2 ** 33, () => calls.push('early'));
    await pass(20);
    await turns(1);
    cancel();
    assert.deepEqual(calls, []);
  },
});

/**
 * Describes what every `Clock` must do, as cases for a test runner.
 * @param setup - a subject for each case
 * @public
 */
export const describeClockContract = <Subject extends ClockSubject>(
  runner: SuiteRunner,
  setup: SuiteSetup<Subject>,
): void => {
  runCases(runner, 'the contract of a Clock', setup, cases);
};
