import { isMap } from '../job/decode/plain-value.js';
import type { Phase } from '../job/job-event.js';
import type { JobRun } from '../job/run-job/job-run.js';

/** What a summary tells besides the run itself. */
export interface SummaryFacts {
  readonly phases: readonly { readonly phase: Phase; readonly durationMs: number }[];
  /** The folder that stands for S3. */
  readonly objectsFolder: string;
}

/** A few lines that say what became of a job. */
export const summarise = (run: JobRun, facts: SummaryFacts): string =>
  [
    `Job ${run.status}${reasonOf(run)}`,
    ...resultLines(run, facts),
    ...(facts.phases.length === 0 ? [] : [row('time', facts.phases.map(phaseText).join(', '))]),
    '',
  ].join('\n');

const reasonOf = (run: JobRun): string => {
  switch (run.status) {
    case 'complete':
      return '';
    case 'failed':
      return `: ${run.error.message}`;
    case 'skipped':
    case 'rejected':
      return `: ${run.reason}`;
  }
};

const resultLines = (run: JobRun, { objectsFolder }: SummaryFacts): readonly string[] => {
  const data = run.status === 'failed' ? run.error.data : run.status === 'complete' ? run.result : null;
  if (data === null || !('exit_status' in data)) return [];
  const output = 'output' in data && typeof data.output === 'string' ? data.output : undefined;
  const spool = 'spool' in data && typeof data.spool === 'string' ? data.spool : undefined;
  return [
    row('exit status', String(data.exit_status)),
    ...imageLines('details' in data ? data.details : undefined),
    ...(output === undefined ? [] : [row('log', output), row('', `below ${objectsFolder}`)]),
    ...(spool === undefined ? [] : [row('log kept in', spool)]),
  ];
};

const imageLines = (details: unknown): readonly string[] => {
  const image = isMap(details) ? details['image'] : undefined;
  if (!isMap(image)) return [];
  const digests: readonly unknown[] = Array.isArray(image['digests']) ? image['digests'] : [];
  return [
    row('image', String(image['reference'])),
    ...digests.slice(0, 1).map((digest) => row('', String(digest))),
  ];
};

const row = (name: string, value: string): string => `  ${name.padEnd(12)} ${value}`;

const phaseText = ({ phase, durationMs }: SummaryFacts['phases'][number]): string =>
  `${phase} ${(durationMs / 1000).toFixed(2)} s`;
