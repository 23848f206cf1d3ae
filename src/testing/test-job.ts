import type { Job, RawParameters } from '../job/job.js';
import { localTime, utcTime } from '../job/zoned-time.js';

/** When a test job was dispatched and started: 2026-11-23T09:05:00Z, where the fake clock begins. */
const startMs = Date.UTC(2026, 10, 23, 9, 5, 0);

/**
 * Makes a job that is ready to run: a docker job of the realm `test` with the payload `tool:1`, no parameters, run id
 * `11111111-1111-4111-8111-111111111111`, dispatched and started at 2026-11-23T09:05:00Z.
 * @param overrides - fields to add or replace, e.g. `{ parameters: { command: 'date' } }`
 * @public
 */
export const makeTestJob = (overrides: Partial<Job> & { readonly parameters?: RawParameters } = {}): Job => ({
  job_id: 'test/job',
  type: 'docker',
  worker: 'core',
  payload: 'tool:1',
  parameters: {},
  owner: 'tester',
  description: 'A job of a test',
  globals: {},
  state: {},
  realm: 'test',
  run_id: '11111111-1111-4111-8111-111111111111',
  ts_dispatch: utcTime(startMs),
  ts_start: localTime(startMs),
  ts_ustart: utcTime(startMs),
  ...overrides,
});
