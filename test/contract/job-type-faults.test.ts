import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import {
  badJob,
  type Job,
  type JobContext,
  type JobError,
  jobError,
  type JobResult,
  type JobType,
  unexpected,
} from '../../src/index.js';
import { describeJobTypeContract, type HarnessPorts, type JobTypeSubject } from '../../src/testing/index.js';
import { calm } from './abort-faults.js';
import { type Fault, findsFaults } from './finds-faults.js';
import { harnessSetup, makeModeJobType, modeJobTypeSubject } from './job-type-subjects.js';

type Run = (job: Job, context: JobContext) => TE.TaskEither<JobError, JobResult>;

/** A fault of the job type itself. */
const fault = (
  wrong: string,
  spoil: (jobType: JobType, ports: HarnessPorts) => JobType,
): Fault<JobTypeSubject> => [
  wrong,
  () => modeJobTypeSubject((ports) => spoil(makeModeJobType(ports), ports)),
];

/** A fault of its run. */
const runFault = (wrong: string, spoil: (run: Run, ports: HarnessPorts) => Run): Fault<JobTypeSubject> =>
  fault(wrong, (jobType, ports) => ({
    ...jobType,
    run: spoil((job, context) => jobType.run(job, context), ports),
  }));

const onError =
  (change: (error: JobError) => JobError) =>
  (run: Run): Run =>
  (job, context) =>
    TE.mapLeft(change)(run(job, context));

const onResult =
  (change: (result: JobResult) => JobResult) =>
  (run: Run): Run =>
  (job, context) =>
    TE.map(change)(run(job, context));

/** Does something before each run. */
const first =
  (work: (job: Job, context: JobContext, ports: HarnessPorts) => unknown) =>
  (run: Run, ports: HarnessPorts): Run =>
  (job, context) =>
  async () => {
    await work(job, context, ports);
    return run(job, context)();
  };

let stray = 0;

findsFaults(
  'describeJobTypeContract',
  describeJobTypeContract,
  () => modeJobTypeSubject(),
  {
    'has a name and a version that a registry takes': [
      fault('has a bad name', (jobType) => ({ ...jobType, type: 'Bad Name' })),
      // A job type built against another version of the package can carry any number.
      fault('is made for another version', (jobType) => ({ ...jobType, apiVersion: 2 as 1 })),
    ],
    'runs a good job, and leaves nothing but the temporary directory': [
      runFault(
        'has no exit status',
        onResult(() => ({}) as JobResult),
      ),
      runFault(
        'gives an empty output',
        onResult((result) => ({ ...result, output: '' })),
      ),
      runFault(
        'gives what cannot be written down',
        onResult((result) => ({ ...result, details: { big: 1n } })),
      ),
      runFault(
        'leaves a file elsewhere',
        first((_job, { temporaryDirectory }) =>
          writeFile(path.join(path.dirname(temporaryDirectory), `stray-${(stray += 1)}`), ''),
        ),
      ),
      runFault(
        'leaves a timer',
        first((_job, { clock }) => void clock.schedule(1000, () => undefined)),
      ),
      runFault(
        'leaves a connection',
        first((_job, _context, { containers }) => containers.connect({ tls: true }, calm())()),
      ),
      runFault(
        'changes the job',
        first((job) => void Object.assign(job, { payload: 'changed' })),
      ),
      runFault(
        'changes the realm',
        first((_job, { realm }) => void Object.assign(realm, { docker: 'changed' })),
      ),
    ],
    'gives the same result for a second attempt': [
      runFault('fails the second time', (run) => {
        let runs = 0;
        return (job, context) =>
          (runs += 1) > 1 ? TE.left(unexpected(new Error('again'))) : run(job, context);
      }),
      runFault('puts its output somewhere else each time', (run) => {
        let runs = 0;
        return (job, context) =>
          TE.map((result: JobResult) => ({ ...result, output: `s3://b/${(runs += 1)}` }))(run(job, context));
      }),
    ],
    'does nothing until the task is called': [
      runFault('begins at the call', (run) => (job, context) => {
        const running = run(job, context)();
        return () => running;
      }),
    ],
    'tells how a job failed, and leaves nothing but the temporary directory': [
      runFault(
        'succeeds always',
        (run) => (job, context) => TE.orElse(() => TE.right({ exit_status: 0 }))(run(job, context)),
      ),
      runFault(
        'calls a failure unexpected',
        onError((error) => unexpected(new Error(error.message))),
      ),
      runFault(
        'gives no message',
        onError((error) => Object.assign(error, { message: '' })),
      ),
      runFault(
        'gives no code',
        onError((error) => Object.assign(error, { code: 'oops' })),
      ),
      runFault(
        'gives an error of its own kind',
        onError((error) => Object.assign<JobError, object>(error, { _tag: 'OwnError' })),
      ),
    ],
    'leaves no timer of the platform': [
      runFault(
        'leaves a timer of the platform',
        first(() => void setTimeout(() => undefined, 60_000)),
      ),
      runFault(
        'leaves a timer of the platform that is begun later',
        first(() => void setImmediate(() => void setInterval(() => undefined, 60_000))),
      ),
    ],
    'is run by a worker as well': [
      fault('has a check that refuses every job', (jobType) => ({
        ...jobType,
        check: () => E.left(badJob([])),
      })),
    ],
    'never rejects, whatever a job holds': [
      runFault('throws where it should give a task', (run) => (job, context) => {
        if (typeof job.payload !== 'string') throw new TypeError('not a text');
        return run(job, context);
      }),
      runFault(
        'takes parameters for granted',
        first((job) => void Object.keys(job.parameters)),
      ),
      runFault(
        'takes the payload for a text',
        first((job) => void (job.payload as string).trim()),
      ),
      fault('runs what its check refuses', (jobType) => ({
        ...jobType,
        check: (job: Job) => (typeof job.payload === 'string' ? E.right(job) : E.left(badJob([]))),
      })),
    ],
    'refuses a bad job with its problem, before anything is touched': [
      runFault(
        'looks at state first',
        first((job, { signal }, { state }) => state.find({ realm: job.realm, stateIds: [] }, { signal })()),
      ),
      runFault(
        'makes a file first',
        first((_job, { temporaryDirectory }) => writeFile(path.join(temporaryDirectory, 'early'), '')),
      ),
      runFault(
        'names no problem',
        onError((error) => (error._tag === 'BadJobError' ? badJob([]) : error)),
      ),
      runFault(
        'calls a bad job something else',
        onError((error) =>
          jobError('StartError', {
            code: 'mode.start',
            message: error.message,
            details: { program: '', reason: '' },
          }),
        ),
      ),
    ],
    'finds the same problem when a host checks the job': [
      fault('has a check that finds nothing', (jobType) => ({ ...jobType, check: () => E.right(undefined) })),
      fault('has a check that refuses every job', (jobType) => ({
        ...jobType,
        check: () => E.left(badJob([])),
      })),
    ],
    'decodes the parameters of jobs that it runs': [
      fault('has a decoder of something else', (jobType) => ({
        ...jobType,
        parameters: { name: 'never', decode: () => E.left([]), validate: () => E.left([]) },
      })),
    ],
    'does nothing when the run is aborted before': [
      runFault('ignores the signal', (run) => (job, context) => run(job, { ...context, ...calm() })),
      runFault(
        'works first',
        first((_job, { temporaryDirectory }) => writeFile(path.join(temporaryDirectory, 'early'), '')),
      ),
    ],
    'ends when the run is aborted meanwhile, and leaves nothing but the temporary directory': [
      runFault(
        'does not hear of an abort',
        (run) => (job, context) => () =>
          run(job, context.signal.aborted ? context : { ...context, ...calm() })(),
      ),
      runFault(
        'takes an abort for a success',
        (run) => (job, context) =>
          TE.orElse((error: JobError) =>
            error._tag === 'JobAbortedError'
              ? TE.right<JobError, JobResult>({ exit_status: 0 })
              : TE.left(error),
          )(run(job, context)),
      ),
      runFault(
        'calls an abort a failure',
        onError((error) => (error._tag === 'JobAbortedError' ? unexpected(new Error('aborted')) : error)),
      ),
      runFault(
        'leaves a timer',
        first((_job, { clock }) => void clock.schedule(1000, () => undefined)),
      ),
    ],
  },
  {},
  harnessSetup,
);
