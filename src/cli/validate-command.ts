import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

import type { JobError } from '../job/job-error.js';
import { badJob } from '../job/make-job-error.js';
import type { Job } from '../job/job.js';
import { complain } from './complain.js';
import { exitCodes } from './exit-code.js';
import { planJob } from './plan-job.js';
import { readJobFile } from './read-job-file.js';
import type { Terminal } from './terminal.js';
import { type CommonOptions, makeLocalWorker } from './wiring.js';

/** Checks job files against their realm and the documentation. Nothing is contacted. */
export const validateCommand = async (
  jobFiles: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<number> => {
  const worker = await makeLocalWorker(options, terminal);
  if (E.isLeft(worker)) return complain(terminal, worker.left);
  const exits: number[] = [];
  for (const file of jobFiles) {
    const spec = await readJobFile(file, terminal);
    const problem = E.isLeft(spec)
      ? spec
      : pipe(
          planJob(spec.right, worker.right),
          E.chainW(({ job, context }) =>
            pipe(
              forDocker(job),
              E.chain(() => worker.right.docker.check(job, context)),
            ),
          ),
          E.mapLeft((error) => `${file}: ${error.message}`),
        );
    exits.push(E.isLeft(problem) ? complain(terminal, problem.left) : approve(file, terminal));
  }
  return Math.max(exitCodes.done, ...exits);
};

const approve = (file: string, { stdout }: Terminal): number => {
  stdout.write(`${file}: ok\n`);
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
