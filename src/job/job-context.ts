import type { Writable } from 'node:stream';

import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { EventSink } from './job-event.js';
import type { Realm } from './realm.js';

/** Who the worker is on its machine: the ids that own what the job writes. @public */
export interface HostIdentity {
  /** Effective user id. */
  readonly uid: number;
  /** Effective group id. */
  readonly gid: number;
}

/**
 * Everything about a run that is not in the job itself. There is no other source of time, ids, environment or identity.
 * @public
 */
export interface JobContext {
  readonly realm: Realm;
  /** Absolute path of the run's own directory on the host. Made, owned and removed by the host. */
  readonly temporaryDirectory: string;
  /** The run's private part of the temporary area: `<s3_temp>/<job_id>/<run_id>`, normalised, beginning `s3://`. */
  readonly s3Temp: string;
  /** In dev mode output goes to {@link JobContext.devOutput} and is not stored. */
  readonly devMode: boolean;
  /** Where output goes in dev mode, after the run. Never ended or destroyed by the job type. */
  readonly devOutput: Writable;
  /** Aborted when the run must stop. */
  readonly signal: AbortSignal;
  /** Aborted, after {@link JobContext.signal}, when there is no time for a grace: what still runs is killed. */
  readonly killSignal?: AbortSignal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink;
  readonly host: HostIdentity;
  /** The worker's own environment. Only `LAVA_…` configuration is read, nothing is forwarded unless an option says so. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A fresh random UUID (version 4) at each call. */
  readonly newId: () => string;
  /**
   * `as-stored`: `job.state` holds defaults and the job type imports the stored values. `imported`: the host has done
   * it, once for all attempts.
   */
  readonly state: 'as-stored' | 'imported';
}
