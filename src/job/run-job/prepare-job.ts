import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

import { describeValue } from '../decode/describe-value.js';
import type { BadJobError, JobError } from '../job-error.js';
import { decodeJobRecord, type JobRecord } from '../job-record.js';
import type { Job } from '../job.js';
import { badJob } from '../make-job-error.js';
import { decodeRealm } from '../realm-record.js';
import type { Realm } from '../realm.js';
import { augmentJob } from './augment-job.js';
import type { RunJobOptions } from './options.js';

/** A job whose records are in order. */
export interface PreparedJob {
  readonly record: JobRecord;
  readonly job: Job;
  readonly realm: Realm;
}

/** Checks what is stored and what was dispatched, and augments the job. Contacts nothing. */
export const prepareJob = (
  job: unknown,
  realm: unknown,
  options: Pick<RunJobOptions, 'clock' | 'dispatch' | 'newId' | 'worker'>,
): E.Either<JobError, PreparedJob> =>
  pipe(
    E.Do,
    E.apSW('realm', decodeRealm(realm)),
    E.apSW('record', decodeJobRecord(job)),
    E.chainFirstW(({ record }) => forThisWorker(record, options.worker)),
    E.bindW('job', (records) =>
      augmentJob(records.record, {
        realm: records.realm.realm,
        dispatch: options.dispatch ?? {},
        nowMs: options.clock.now(),
        newId: options.newId,
      }),
    ),
  );

const forThisWorker = (record: JobRecord, worker: string | undefined): E.Either<BadJobError, void> =>
  worker === undefined || record.worker === worker
    ? E.right(undefined)
    : E.left(
        badJob([
          {
            path: 'worker',
            message: `Bad job record: the job is for worker ${record.worker}, not for ${worker}`,
            found: describeValue(record.worker),
            allowed: describeValue(worker),
          },
        ]),
      );
