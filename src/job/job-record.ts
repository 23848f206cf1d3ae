import * as E from 'fp-ts/lib/Either.js';

import type { Action } from './action.js';
import { anyMap, anything, listOf, record } from './decode/containers.js';
import { type Decoder, decoder, mapMessages, refine } from './decode/decoder.js';
import { problemsOf } from './decode/problems.js';
import { booleanOrText, nonEmptyText, text, wholeNumber } from './decode/scalars.js';
import { duration } from './duration.js';
import type { BadJobError } from './job-error.js';
import type { RawParameters } from './job.js';
import { badJob } from './make-job-error.js';

/** A job as it is stored, checked and with its defaults. */
export interface JobRecord {
  readonly job_id: string;
  readonly type: string;
  readonly worker: string;
  readonly payload: unknown;
  /** A boolean, or a template that must render to `true`. */
  readonly enabled: boolean | string;
  readonly owner: string;
  readonly description: string;
  readonly parameters: RawParameters;
  readonly globals: Readonly<Record<string, unknown>>;
  readonly state: Readonly<Record<string, unknown>>;
  /** How often the job is tried. */
  readonly iteration_limit: number;
  /** Milliseconds between tries. */
  readonly iteration_delay: number;
  /** Milliseconds from dispatch to start, at most. */
  readonly max_run_delay?: number;
  /** A template, or a structure of them, that is rendered into the run's events. */
  readonly event_log?: unknown;
  readonly on_success?: readonly Action[];
  readonly on_fail?: readonly Action[];
  readonly on_retry?: readonly Action[];
  /** The record itself, with every field. */
  readonly stored: Readonly<Record<string, unknown>>;
}

const enabled: Decoder<boolean | string> = decoder('true, false, or a template', (value) => {
  const plain = booleanOrText.decode(value);
  if (E.isRight(plain)) return plain;
  return typeof value === 'string' ? E.right(value) : E.left('must be true, false, or a template');
});

const globals = refine(anyMap, 'a map without keys that begin with lava', (map) => {
  const reserved = Object.keys(map).find((key) => key.toLowerCase().startsWith('lava'));
  return reserved === undefined ? E.right(map) : E.left(`Reserved global: ${reserved}`);
});

const actions: Decoder<readonly Action[]> = listOf(anyMap);

const storedJob = mapMessages(
  record({
    required: { job_id: nonEmptyText, type: nonEmptyText, worker: nonEmptyText, payload: anything },
    optional: {
      enabled,
      owner: text,
      description: text,
      parameters: anyMap,
      globals,
      state: anyMap,
      iteration_limit: wholeNumber,
      iteration_delay: mapMessages(duration, (message) => `iteration_delay: ${message}`),
      max_run_delay: mapMessages(duration, (message) => `Bad max_run_delay: ${message}`),
      on_success: actions,
      on_fail: actions,
      on_retry: actions,
      event_log: anything,
    },
    otherKeys: 'keep',
  }),
  (message) => (message.startsWith('Bad max_run_delay') ? message : `Bad job record: ${message}`),
);

/** Reads a job record as the jobs table stores it. Every problem is reported at once; nothing is changed. */
export const decodeJobRecord = (value: unknown): E.Either<BadJobError, JobRecord> => {
  const decoded = storedJob.decode(value);
  if (E.isLeft(decoded)) return E.left(badJob(problemsOf(decoded.left, { values: 'show' })));
  const record = decoded.right;
  return E.right({
    ...record,
    enabled: record.enabled ?? false,
    owner: record.owner ?? '',
    description: record.description ?? '',
    parameters: record.parameters ?? {},
    globals: record.globals ?? {},
    state: record.state ?? {},
    iteration_limit: record.iteration_limit ?? 1,
    iteration_delay: record.iteration_delay ?? 0,
    stored: value as Readonly<Record<string, unknown>>,
  });
};
