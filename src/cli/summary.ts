import { isMap, listItems } from '../job/decode/plain-value.js';
import type { JobRun } from '../job/run-job/job-run.js';
import type { PhaseTime } from './live-view.js';
import { bar } from './pull-progress.js';

/** What a summary tells besides the run itself. */
export interface SummaryFacts {
  readonly phases: readonly PhaseTime[];
  /** The folder that stands for S3, if one does. */
  readonly objectsFolder?: string;
}

/** A few lines that say what became of a job. */
export const summarise = (run: JobRun, facts: SummaryFacts): string =>
  [`Job ${run.status}${reasonOf(run)}`, ...resultLines(run, facts), ...phaseBars(facts.phases), ''].join(
    '\n',
  );

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
  const member = (name: string): unknown => Object.entries(data).find(([key]) => key === name)?.[1];
  const output = member('output');
  return [
    ...textRow('outcome', member('outcome') ?? 'exited'),
    row('exit status', String(data.exit_status)),
    ...imageLines(member('details')),
    ...textRow('log', output),
    ...(typeof output === 'string' && objectsFolder !== undefined ? [row('', `below ${objectsFolder}`)] : []),
    ...textRow('log kept in', member('spool')),
  ];
};

const imageLines = (details: unknown): readonly string[] => {
  const image = isMap(details) ? details['image'] : undefined;
  if (!isMap(image)) return [];
  const [digest] = listItems(image['digests']) ?? [];
  return [...textRow('image', image['reference']), ...textRow('', digest)];
};

/** A bar for each phase, as long as its share of the whole. */
const phaseBars = (phases: readonly PhaseTime[]): readonly string[] => {
  const total = phases.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return phases.map(({ phase, durationMs }) =>
    row(phase, `${bar(total === 0 ? 0 : durationMs / total)} ${(durationMs / 1000).toFixed(2)} s`),
  );
};

const textRow = (name: string, value: unknown): readonly string[] =>
  typeof value === 'string' ? [row(name, value)] : [];

const row = (name: string, value: string): string => `  ${name.padEnd(12)} ${value}`;
