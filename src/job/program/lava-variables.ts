import type { JobContext } from '../job-context.js';
import type { Job } from '../job.js';

/**
 * The variables that lava puts into the environment of every program of a job: `LAVA_JOB_ID`, `LAVA_OWNER`,
 * `LAVA_REALM`, `LAVA_RUN_ID`, `LAVA_S3_TMP`, `LAVA_WORKER`, and `LAVA_S3_KEY` if the realm has an `s3_key`. They take
 * precedence over those of the job.
 * @public
 */
export const lavaVariables = (
  job: Job<unknown>,
  { realm, s3Temp }: JobContext,
): Readonly<Record<string, string>> => ({
  LAVA_S3_TMP: s3Temp,
  LAVA_REALM: realm.realm,
  LAVA_WORKER: job.worker,
  LAVA_OWNER: job.owner,
  LAVA_JOB_ID: job.job_id,
  LAVA_RUN_ID: job.run_id,
  ...(realm.s3_key === undefined || realm.s3_key === '' ? {} : { LAVA_S3_KEY: realm.s3_key }),
});
