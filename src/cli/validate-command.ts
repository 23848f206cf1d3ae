import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

import type { JobError } from '../job/job-error.js';
import { badJob } from '../job/make-job-error.js';
import type { Job } from '../job/job.js';
import { badInput, complain, type Complaint } from './complain.js';
import { exitCodes } from './exit-code.js';
import { planJob } from './plan-job.js';
import type { Terminal } from './terminal.js';
import { type CommonOptions, withWorker, type Worker } from './worker.js';

/** Checks jobs against their realm and the documentation. No engine and no connection is looked for. */
export const validateCommand = (
  jobNames: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<number> =>
  withWorker(options, terminal, async (worker) => {
    const exits: number[] = [];
    for (const jobName of jobNames) {
      const problem = await problemOf(jobName, worker);
      exits.push(problem === undefined ? approve(jobName, terminal) : complain(terminal, problem));
    }
    return Math.max(exitCodes.done, ...exits);
  });

const problemOf = async (jobName: string, worker: Worker): Promise<Complaint | undefined> => {
  const spec = await worker.readJob(jobName);
  if (E.isLeft(spec)) return spec.left;
  const checked = pipe(
    planJob(spec.right, worker),
    E.chainW(({ job, context }) =>
      pipe(
        forDocker(job),
        E.chain(() => worker.docker.check(job, context)),
      ),
    ),
  );
  return E.isLeft(checked) ? badInput(`${jobName}: ${checked.left.message}`) : undefined;
};

const approve = (jobName: string, { stdout }: Terminal): number => {
  stdout.write(`${jobName}: ok\n`);
  return exitCodes.done;
};

/** Other job types have other parameters. */
export const forDocker = (job: Job): E.Either<JobError, void> =>
  job.type === 'docker'
    ? E.right(undefined)
    : E.left(
        badJob([
          {
            path: 'type',
            message: `Unknown job type: ${job.type}`,
            found: JSON.stringify(job.type),
            allowed: 'docker',
          },
        ]),
      );
