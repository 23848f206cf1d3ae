import type * as T from 'fp-ts/lib/Task.js';

import type { JobTypeRegistry } from '../job-type-registry.js';
import type { JobRun } from './job-run.js';
import type { RunJobOptions } from './options.js';

/**
 * Does what a lava worker does around a job: checks the records, augments the job, imports its state, decides whether it
 * may run, makes its temporary directory, runs it as often as it asks for, has its actions performed by the host's hook,
 * and removes the directory. Queue, events table and metrics are the host's.
 * @param job - the job as it is stored; it is not changed
 * @param realm - the realm as it is stored
 * @returns a task that never rejects and always says what became of the job
 * @public
 */
export const runJob =
  (registry: JobTypeRegistry, job: unknown, realm: unknown, options: RunJobOptions): T.Task<JobRun> =>
  async () => {
    // Loaded with the first job: a host that starts does not wait for what it does not need yet.
    const { stepsOfRun } = await import('./steps-of-run.js');
    return stepsOfRun(registry, job, realm, options)();
  };
