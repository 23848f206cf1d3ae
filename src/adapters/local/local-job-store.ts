import * as O from 'fp-ts/lib/Option.js';

import type { JobStore } from '../../ports/job-store.js';
import { findRecord, type RecordKind } from './find-record.js';
import { localCall } from './local-call.js';
import type { LocalOptions } from './local-options.js';

const job: RecordKind = { noun: 'job', place: 'jobs', idField: 'job_id' };

/**
 * Makes a {@link JobStore} of a folder's files: `jobs.yaml` (or `.yml`, `.json`), a map of records by `job_id`, and
 * `jobs/<job_id>.yaml`, one record each. Rules and errors are those of `makeLocalConnectionStore`.
 * @public
 */
export const makeLocalJobStore = ({ folder }: LocalOptions): JobStore => ({
  find: ({ jobId }, options) =>
    localCall(`Cannot read job ${jobId}`, options, async (signal) =>
      O.fromNullable(await findRecord(job, folder, jobId, signal)),
    ),
});
