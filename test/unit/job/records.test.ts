import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { decodeJobRecord } from '../../../src/job/job-record.js';
import { decodeRealm } from '../../../src/job/realm-record.js';

const realm = { realm: 'dev', s3_payloads: 's3://b/payloads', s3_temp: 's3:b/tmp/' };
const job = { job_id: 'demo/d', type: 'docker', worker: 'core', payload: 'img:1' };

const message = (decoded: E.Either<{ readonly message: string }, unknown>): string =>
  E.isLeft(decoded) ? decoded.left.message : 'no error';

describe('decodeRealm', () => {
  it('normalises locations and keeps fields that it does not know', () => {
    expect(decodeRealm({ ...realm, s3_key: null, 'X-Team': 'a' })).toEqual(
      E.right({ realm: 'dev', s3_payloads: 's3://b/payloads', s3_temp: 's3://b/tmp', 'X-Team': 'a' }),
    );
  });

  it('reports every problem, the first in the words of lava', () => {
    const lines = message(decodeRealm({ s3_temp: '//', docker: 5 })).split('\n');
    expect(lines[0]).toBe('Bad realm record: Missing keys: realm, s3_payloads');
    expect(lines).toHaveLength(4);
  });
});

describe('decodeJobRecord', () => {
  it('fills in defaults', () => {
    const decoded = decodeJobRecord({ ...job, globals: null });
    expect(E.isRight(decoded) && decoded.right).toMatchObject({
      enabled: false,
      owner: '',
      description: '',
      parameters: {},
      globals: {},
      state: {},
      iteration_limit: 1,
      iteration_delay: 0,
    });
  });

  it('takes a payload of null for a payload, which the job type then refuses', () => {
    expect(E.isRight(decodeJobRecord({ ...job, payload: null }))).toBe(true);
    expect(message(decodeJobRecord({ ...job, payload: undefined, type: undefined }))).toMatch(
      /^Bad job record: Missing keys: type\n/,
    );
  });

  it.each([
    [{ job_id: 'x' }, 'Bad job record: Missing keys: payload, type, worker'],
    [{ ...job, globals: { Lava: 1 } }, 'Bad job record: Reserved global: Lava'],
    [{ ...job, max_run_delay: 'soon' }, 'Bad max_run_delay: Invalid duration: soon'],
    [{ ...job, enabled: 5 }, 'Bad job record: enabled must be true, false, or a template'],
    ['job', 'Bad job record: must be a map'],
  ])('refuses %j', (record, expected) => {
    expect(message(decodeJobRecord(record)).split('\n')[0]).toBe(expected);
  });

  it('reads limits in every form in which DynamoDB gives them', () => {
    const decoded = decodeJobRecord({ ...job, iteration_limit: '3', iteration_delay: 2n, enabled: 'TRUE' });
    expect(E.isRight(decoded) && decoded.right).toMatchObject({
      iteration_limit: 3,
      iteration_delay: 2000,
      enabled: true,
    });
  });
});
