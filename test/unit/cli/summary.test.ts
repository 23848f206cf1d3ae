import { describe, expect, it } from 'vitest';

import { exitCodeOf } from '../../../src/cli/exit-code.js';
import { listenForStop } from '../../../src/cli/stop-requests.js';
import { summarise } from '../../../src/cli/summary.js';
import { badJob, jobAborted, jobError } from '../../../src/job/make-job-error.js';
import { failureResult, type JobRun } from '../../../src/job/run-job/job-run.js';
import { makeTestTerminal } from './test-terminal.js';

const complete: JobRun = {
  status: 'complete',
  runId: 'r',
  result: {
    exit_status: 0,
    output: 's3://b/t/j/r/logs',
    error: null,
    details: { image: { reference: 'reg/img:1', digests: ['reg/img@sha256:1'] } },
  },
};
const failed = (error: Parameters<typeof failureResult>[0]): JobRun => ({
  status: 'failed',
  error,
  result: failureResult(error, false),
  runId: 'r',
});
const exit3 = jobError('ExitStatusError', {
  code: 'container.failed',
  message: 'Failed with exit status 3',
  details: {},
  data: { exit_status: 3, outcome: 'exited', spool: '/spool/x.log' },
});

describe('summarise', () => {
  it('tells exit status, image, log, and the share of each phase', () => {
    const phases = [
      { phase: 'pull', durationMs: 3000 },
      { phase: 'run', durationMs: 1000 },
    ];
    expect(summarise(complete, { phases, objectsFolder: '/f/objects' })).toBe(
      [
        'Job complete',
        '  outcome      exited',
        '  exit status  0',
        '  image        reg/img:1',
        '               reg/img@sha256:1',
        '  log          s3://b/t/j/r/logs',
        '               below /f/objects',
        `  pull         ${'█'.repeat(18)}${'░'.repeat(6)} 3.00 s`,
        `  run          ${'█'.repeat(6)}${'░'.repeat(18)} 1.00 s`,
        '',
      ].join('\n'),
    );
  });

  it('tells why a job failed and where its log was kept', () => {
    const text = summarise(failed(exit3), { phases: [], objectsFolder: '/f' });
    expect(text).toContain('Job failed: Failed with exit status 3');
    expect(text).toContain('  log kept in  /spool/x.log');
  });
});

describe('exit codes', () => {
  it.each([
    [complete, 0],
    [{ status: 'skipped', reason: 'Not enabled', result: {}, runId: 'r' } as const, 0],
    [{ status: 'rejected', reason: 'late', result: {}, runId: 'r' } as const, 1],
    [failed(exit3), 1],
    [failed(badJob([])), 2],
    [failed(jobAborted('run')), 130],
  ])('%#', (run, expected) => {
    expect(exitCodeOf(run)).toBe(expected);
  });
});

describe('requests to stop', () => {
  it('stop at the first and kill at the second, and say so', () => {
    const terminal = makeTestTerminal();
    const stop = listenForStop(terminal);
    terminal.interrupt();
    expect([stop.signal.aborted, stop.killSignal.aborted]).toEqual([true, false]);
    terminal.interrupt();
    terminal.interrupt();
    expect(stop.killSignal.aborted).toBe(true);
    expect(terminal.err()).toBe('\nStopping the job; once more kills it\n\nKilling the job\n');
    stop.dispose();
  });
});
