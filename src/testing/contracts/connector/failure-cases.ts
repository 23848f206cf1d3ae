import assert from 'node:assert/strict';

import * as E from 'fp-ts/lib/Either.js';

import type { ConnectionFailure } from '../../../connections/connection-failure.js';
import { errorShowsNone } from '../hidden.js';
import { type ContractCases, defineCases, soon } from '../suite.js';
import { connectionId, type ConnectorSubject, describeAny, describeBad, valuesOf } from './subject.js';

/** A failure that a person can act on, and that is safe to log. */
export const isInOrder = (failure: ConnectionFailure, values: readonly string[]): void => {
  assert.equal(failure._tag, 'ConnectionFailure', String(failure));
  assert.equal(failure.details.connectionId, connectionId);
  assert.ok(failure.message.includes(connectionId), `The message names no connection: ${failure.message}`);
  assert.notEqual(failure.code, '', 'A failure has a code');
  errorShowsNone(failure, values);
};

/** Records that no connector has ever seen. */
const oddRecords: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { host: 1, port: {}, user: ['a'], password: null },
  { host: '', port: -1, user: '', password: '' },
  Object.fromEntries(['__proto__', 'constructor', 'toString'].map((key) => [key, 'x'])),
];

export const failureCases: ContractCases<ConnectorSubject> = defineCases<ConnectorSubject>({
  'refuses a bad connection, naming it and the field, and shows no value': async (subject) => {
    for (const example of subject.bad) {
      const failure = await describeBad(subject, example);
      // The name of a secret that does not exist is shown: nobody could act on the failure otherwise.
      const values = failure.details.reason === 'bad-record' ? valuesOf(example.record) : [];
      isInOrder(failure, [...values, ...subject.secrets]);
      assert.ok(
        failure.message.includes(example.field),
        `The message does not name ${example.field}: ${failure.message}`,
      );
      assert.notEqual(failure.details.reason, 'unexpected', failure.message);
      assert.equal(failure.retryable, false);
    }
  },
  'gives a failure and does not reject, whatever a record holds': async (subject) => {
    for (const { type } of subject.good)
      for (const record of oddRecords) {
        const outcome = await describeAny(subject, { type, record });
        if (E.isLeft(outcome)) {
          isInOrder(outcome.left, subject.secrets);
          assert.notEqual(outcome.left.details.reason, 'unexpected', outcome.left.message);
        }
      }
  },
  'gives a failure and does not reject when a field of a good record is missing or of another kind': async (
    subject,
  ) => {
    for (const { type, record } of subject.good)
      for (const field of Object.keys(record))
        for (const value of [undefined, null, 42, {}, [], 'nul\0byte', 'line\nbreak']) {
          const outcome = await describeAny(subject, { type, record: { ...record, [field]: value } });
          if (E.isRight(outcome)) continue;
          isInOrder(outcome.left, subject.secrets);
          assert.notEqual(outcome.left.details.reason, 'unexpected', outcome.left.message);
        }
  },
  'ends when the signal is aborted before': async (subject) => {
    for (const example of subject.good) {
      const outcome = await soon(describeAny(subject, example, { signal: AbortSignal.abort() }), 'describe');
      if (E.isRight(outcome)) continue;
      isInOrder(outcome.left, subject.secrets);
      assert.equal(outcome.left.details.reason, 'aborted', outcome.left.message);
    }
  },
});
