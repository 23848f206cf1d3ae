import * as E from 'fp-ts/lib/Either.js';

import type { JobError } from '../job/job-error.js';
import type { FailureData, JobResult } from '../job/job-result.js';
import { jobError } from '../job/make-job-error.js';
import type { Outcome } from './outcome.js';
import type { PreparedImage } from './prepare-image.js';
import type { ContainerReport } from './run-container.js';

/** Turns what happened into the result of the job, or into its error with lava's data. */
export const reportRun = (used: PreparedImage, report: ContainerReport): E.Either<JobError, JobResult> => {
  const { outcome, log } = report;
  const details = detailsOf(used, report);
  if (outcome._tag !== 'exited' || outcome.exitStatus !== 0) return E.left(failure(report, details));
  if (log._tag === 'kept') return E.left(outputNotStored(report, details, log.location, log.reason));
  return E.right({
    exit_status: 0,
    ...(log._tag === 'stored' ? { output: log.output } : {}),
    details,
  });
};

type Details = Readonly<Record<string, unknown>>;

const detailsOf = ({ reference, image }: PreparedImage, report: ContainerReport): Details => ({
  image: { reference, id: image.id, digests: image.repositoryDigests },
  container: { id: report.containerId, name: report.containerName },
  log: { bytes: report.logBytes, complete: report.logComplete },
});

const failure = (report: ContainerReport, details: Details): JobError => {
  const { outcome } = report;
  const data = failureData(report, details);
  const fields = { details, data };
  switch (outcome._tag) {
    case 'cancelled':
      return jobError('JobAbortedError', {
        ...fields,
        code: 'job.aborted',
        message: 'Job aborted during run: the container was stopped',
        details: { phase: 'run' },
      });
    case 'lost':
      return jobError('RunLostError', {
        ...fields,
        code: 'container.lost',
        message: `Nobody can tell how the container ended: ${outcome.reason}`,
        details: { reason: outcome.reason },
      });
    case 'timed-out':
      return jobError('ExitStatusError', {
        ...fields,
        code: 'container.timed-out',
        message: `Failed with exit status 28: ${timedOut(outcome.timeoutMs).toLowerCase()}`,
      });
    case 'out-of-memory':
      return jobError('ExitStatusError', {
        ...fields,
        code: 'container.out-of-memory',
        message: `Failed with exit status ${outcome.exitStatus}: ${outOfMemory.toLowerCase()}`,
      });
    case 'exited':
    case 'signalled':
      return jobError('ExitStatusError', {
        ...fields,
        code: 'container.failed',
        message: `Failed with exit status ${outcome.exitStatus}`,
      });
  }
};

const failureData = ({ outcome, log, tail }: ContainerReport, details: Details): FailureData => {
  const error = reasonOf(outcome);
  return {
    exit_status: outcome.exitStatus,
    outcome: outcome._tag,
    ...(error === undefined ? {} : { error }),
    ...(log._tag === 'stored' ? { output: log.output } : {}),
    ...(log._tag === 'kept' ? { log_error: log.reason } : {}),
    ...(log._tag === 'kept' && log.spool !== undefined ? { spool: log.spool } : {}),
    ...(tail === '' ? {} : { tail }),
    details,
  };
};

const outOfMemory = 'Out of memory';

const timedOut = (timeoutMs: number): string => {
  const seconds = timeoutMs / 1000;
  return `Timed out after ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
};

const reasonOf = (outcome: Outcome): string | undefined => {
  switch (outcome._tag) {
    case 'exited':
      return undefined;
    case 'signalled':
      return `Ended by ${outcome.signal}`;
    case 'out-of-memory':
      return outOfMemory;
    case 'timed-out':
      return timedOut(outcome.timeoutMs);
    case 'cancelled':
      return 'Aborted';
    case 'lost':
      return outcome.reason;
  }
};

const outputNotStored = (
  report: ContainerReport,
  details: Details,
  location: string,
  reason: string,
): JobError =>
  jobError('OutputNotStoredError', {
    code: 'log.not-stored',
    message: `Cannot store the log at ${location}: ${reason}`,
    details: { location },
    data: { ...failureData(report, details), error: `Cannot store the log: ${reason}` },
  });
