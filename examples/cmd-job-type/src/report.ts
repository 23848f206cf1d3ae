import * as E from 'fp-ts/lib/Either.js';
import {
  type FailureData,
  jobError,
  type JobError,
  type JobResult,
  type StoredOutput,
} from 'lava-docker-job';

import type { CommandEnd } from './run-command.js';
import type { ReadyCommand } from './run-and-store.js';

type Stored = Readonly<Record<'stdout' | 'stderr', StoredOutput>>;
type Kept = Extract<StoredOutput, { readonly _tag: 'kept' }>;

/** Turns what happened into lava's result: one entry of `output` for the one command. */
export const report = (
  ready: ReadyCommand,
  end: CommandEnd,
  stored: Stored,
  tail: string,
): E.Either<JobError, JobResult> => {
  const { job, program, timeoutMs } = ready;
  const output = [{ payload: job.payload, exit_status: end.exitStatus, ...addressesOf(stored) }];
  const data = failureData(end, output, stored, tail);
  const kept = keptOf(stored);
  switch (end._tag) {
    case 'cancelled':
      return E.left(aborted(data));
    case 'not-started':
      return E.left(notStarted(program.words[0] ?? '', end));
    case 'timed-out':
      return E.left(failed('cmd.timed-out', `Timed out after ${timeoutMs / 1000} seconds`, data));
    case 'signalled':
      return E.left(failed('cmd.failed', `Failed with exit status ${end.exitStatus}`, data));
    case 'exited':
      if (end.exitStatus !== 0)
        return E.left(failed('cmd.failed', `Failed with exit status ${end.exitStatus}`, data));
      return kept === undefined ? E.right({ exit_status: 0, output }) : E.left(notStored(kept, data));
  }
};

/** Where the streams are: stored, or kept in a file on the worker. */
const addressesOf = (stored: Stored): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (['stdout', 'stderr'] as const).flatMap((name) => {
      const one = stored[name];
      if (one._tag === 'stored') return [[name, one.output]];
      return one._tag === 'kept' && one.spool !== undefined ? [[`${name}_spool`, one.spool]] : [];
    }),
  );

const keptOf = ({ stdout, stderr }: Stored): Kept | undefined =>
  [stdout, stderr].find((one): one is Kept => one._tag === 'kept');

const failureData = (
  end: CommandEnd,
  output: readonly Readonly<Record<string, unknown>>[],
  stored: Stored,
  tail: string,
): FailureData => {
  const kept = keptOf(stored);
  return {
    exit_status: end.exitStatus,
    outcome: end._tag,
    output,
    // lava puts the end of stderr here.
    ...(tail.trim() === '' ? {} : { error: tail.trim() }),
    ...(kept === undefined ? {} : { log_error: kept.reason }),
    ...(kept?.spool === undefined ? {} : { spool: kept.spool }),
  };
};

const failed = (code: string, message: string, data: FailureData): JobError =>
  jobError('ExitStatusError', { code, message, details: {}, data });

const aborted = (data: FailureData): JobError =>
  jobError('JobAbortedError', {
    code: 'job.aborted',
    message: 'Job aborted during run: the command was killed',
    details: { phase: 'run' },
    data,
  });

const notStarted = (
  program: string,
  { exitStatus, reason }: Extract<CommandEnd, { readonly _tag: 'not-started' }>,
): JobError =>
  jobError('StartError', {
    code: 'cmd.not-started',
    message: `Cannot run ${program}: ${reason}`,
    details: { program, reason, exitStatus },
  });

const notStored = ({ location, reason }: Kept, data: FailureData): JobError =>
  jobError('OutputNotStoredError', {
    code: 'cmd.output-not-stored',
    message: `Cannot store the output at ${location}: ${reason}`,
    details: { location },
    data,
  });
