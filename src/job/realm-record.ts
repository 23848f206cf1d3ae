import * as E from 'fp-ts/lib/Either.js';

import type { Action } from './action.js';
import { anyMap, listOf, record } from './decode/containers.js';
import { type Decoder, mapMessages } from './decode/decoder.js';
import { problemsOf } from './decode/problems.js';
import { nonEmptyText, text } from './decode/scalars.js';
import type { BadRealmError } from './job-error.js';
import { jobError } from './make-job-error.js';
import { describeProblems } from './problem.js';
import type { Realm } from './realm.js';
import { s3Uri } from './s3-location.js';

const actions: Decoder<readonly Action[]> = listOf(anyMap);

const realmRecord = mapMessages(
  record({
    required: { realm: nonEmptyText, s3_payloads: s3Uri, s3_temp: s3Uri },
    optional: {
      s3_key: text,
      docker: text,
      config: anyMap,
      on_success: actions,
      on_fail: actions,
      on_retry: actions,
    },
    otherKeys: 'keep',
  }),
  (message) => `Bad realm record: ${message}`,
);

/** Reads a realm record. S3 locations are normalised; fields that are not known are kept. @public */
export const decodeRealm = (value: unknown): E.Either<BadRealmError, Realm> => {
  const decoded = realmRecord.decode(value);
  if (E.isRight(decoded)) return decoded;
  const problems = problemsOf(decoded.left, { values: 'show' });
  return E.left(
    jobError('BadRealmError', {
      code: 'realm.bad',
      message: describeProblems(problems),
      details: { problems },
    }),
  );
};
