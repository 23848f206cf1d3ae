import { randomUUID } from 'node:crypto';

import type { HostIdentity, JobContext } from '../../job/job-context.js';
import { makeSystemClock } from './system-clock.js';

/** The parts of a {@link JobContext} that are this machine and process. @public */
export type LocalHost = Pick<JobContext, 'clock' | 'host' | 'environment' | 'newId'>;

/** Where a process tells its effective ids; absent on Windows. @public */
export interface ProcessIds {
  /** Effective user id. */
  readonly geteuid?: () => number;
  /** Effective group id. */
  readonly getegid?: () => number;
}

/**
 * The user and group that this process runs as.
 * @param ids - default: this process
 * @throws Error on a platform whose processes have no user and group ids
 * @public
 */
export const hostIdentity = (ids: ProcessIds = process): HostIdentity => {
  if (!ids.geteuid || !ids.getegid)
    throw new Error(
      `The platform ${process.platform} has no user and group ids, which containers are run with: give the host's identity yourself`,
    );
  return { uid: ids.geteuid(), gid: ids.getegid() };
};

/**
 * This machine and process: the system's clock, the effective user and group, random ids, and the environment that it is
 * given. The environment is copied, so that later changes do not reach a run.
 * @param options - `environment`: usually `process.env`; nothing else reads it
 * @throws Error as {@link hostIdentity} does
 * @public
 */
export const localHost = (options: {
  readonly environment: Readonly<Record<string, string | undefined>>;
}): LocalHost => ({
  clock: makeSystemClock(),
  host: hostIdentity(),
  environment: { ...options.environment },
  newId: randomUUID,
});
