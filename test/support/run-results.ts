import type { JobError, JobResult } from '../../src/index.js';
import type { FailureResult } from '../../src/job/run-job/job-run.js';
import type { InspectedContainer } from './engine-containers.js';
import type { Ended } from './job-bench.js';

/** The result of a run that has to have succeeded. */
export const resultOf = ({ run }: Ended): JobResult => {
  if (run.status === 'complete') return run.result;
  throw new Error(`The run is ${run.status}: ${JSON.stringify(run.result)}`);
};

/** The error of a run that has to have failed. */
export const errorOf = ({ run }: Ended): JobError => {
  if (run.status === 'failed') return run.error;
  throw new Error(`The run is ${run.status}: ${JSON.stringify(run.result)}`);
};

/** lava's result map of a run that has to have failed. */
export const failureOf = ({ run }: Ended): FailureResult => {
  if (run.status === 'failed') return run.result;
  throw new Error(`The run is ${run.status}: ${JSON.stringify(run.result)}`);
};

/** The container of a run that has to have had one. */
export const containerOf = ({ container, run }: Ended): InspectedContainer => {
  if (container !== undefined) return container;
  throw new Error(`The run had no container: ${JSON.stringify(run.result)}`);
};

/** The environment of a container by name. */
export const environmentOf = (ended: Ended): Readonly<Record<string, string>> =>
  Object.fromEntries(
    containerOf(ended).Config.Env.map((entry) => {
      const equals = entry.indexOf('=');
      return [entry.slice(0, equals), entry.slice(equals + 1)];
    }),
  );
