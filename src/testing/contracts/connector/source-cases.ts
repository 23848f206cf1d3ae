import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';

import type { ConnectorSources } from '../../../connections/connector.js';
import { taggedError } from '../../../job/tagged-error.js';
import { makeFakeClock } from '../../fake-clock.js';
import type { Fault } from '../../faults/fault.js';
import { type Faults, makeFaultDesk, type PortCall } from '../../faults/fault-desk.js';
import { wrapPort } from '../../faults/wrap-port.js';
import { type ContractCases, defineCases, soon, turns } from '../suite.js';
import { isInOrder } from './failure-cases.js';
import { type ConnectorExample, type ConnectorSubject, describeAny, describeExample } from './subject.js';

/** The sources with faults, and the calls that are made of them. */
const faultySources = (
  sources: ConnectorSources,
  faults: Faults,
): { readonly sources: ConnectorSources; readonly calls: readonly PortCall[] } => {
  const calls: PortCall[] = [];
  const desk = makeFaultDesk(faults, makeFakeClock(), calls);
  const wrapped = Object.entries(sources).map(([name, source]) => [
    name,
    wrapPort(source as object, desk, (method) => `${name}.${method}`),
  ]);
  // Every source is there, each of its own kind.
  return { sources: Object.fromEntries(wrapped) as ConnectorSources, calls };
};

/** Describes an example once for each call of a source that it makes, with a fault at that call. */
const sweep = async (
  subject: ConnectorSubject,
  example: ConnectorExample,
  fault: Fault<unknown>,
  look: (outcome: Awaited<ReturnType<typeof describeAny>>, call: PortCall) => void,
): Promise<void> => {
  const calm = faultySources(subject.sources, () => undefined);
  await describeAny(subject, example, { sources: calm.sources });
  for (const target of calm.calls) {
    const abort = new AbortController();
    const { sources } = faultySources(subject.sources, ({ method, nth }) => {
      if (method !== target.method || nth !== target.nth) return undefined;
      queueMicrotask(() => {
        if (fault.fault === 'hang') abort.abort();
      });
      return fault;
    });
    const outcome = describeAny(subject, example, { sources, signal: abort.signal });
    look(await (fault.fault === 'hang' ? soon(outcome, 'describe') : outcome), target);
  }
};

const gone = taggedError('Unavailable', {
  code: 'suite.gone',
  message: 'The source is gone',
  retryable: true,
});

export const sourceCases: ContractCases<ConnectorSubject> = defineCases<ConnectorSubject>({
  'asks no source until the task is called': async (subject) => {
    const { sources, calls } = faultySources(subject.sources, () => undefined);
    for (const example of subject.good) describeExample(subject, example, { sources });
    await turns(3);
    assert.deepEqual(
      calls.map(({ method }) => method),
      [],
      'A source was asked',
    );
  },
  'gives a failure that names the connection when a source fails': async (subject) => {
    for (const example of subject.good)
      await sweep(subject, example, { fault: 'fail', error: gone }, (outcome, { method }) => {
        // What a connector can do without may be missing.
        if (E.isRight(outcome)) return;
        isInOrder(outcome.left, subject.secrets);
        assert.equal(outcome.left.details.reason, 'unavailable', `${method}: ${outcome.left.message}`);
        assert.ok(outcome.left.retryable, `${method}: trying again may help`);
      });
  },
  'gives a failure and does not reject when a source breaks its rules': async (subject) => {
    for (const example of subject.good)
      await sweep(subject, example, { fault: 'reject', cause: new Error('broken') }, (outcome) => {
        if (E.isLeft(outcome)) isInOrder(outcome.left, subject.secrets);
      });
  },
  'ends when the signal is aborted while a source does not answer': async (subject) => {
    for (const example of subject.good)
      await sweep(subject, example, { fault: 'hang' }, (outcome, { method }) => {
        if (E.isRight(outcome)) return;
        isInOrder(outcome.left, subject.secrets);
        assert.equal(outcome.left.details.reason, 'aborted', `${method}: ${outcome.left.message}`);
      });
  },
});
