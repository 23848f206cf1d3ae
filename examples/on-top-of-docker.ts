/** A job type on top of docker: its jobs say what they want, and the job type makes a docker job of it. */
// #region define
import {
  defineJobType,
  type DockerJobType,
  type Job,
  jobParameters,
  type JobType,
  lavaDecoders,
} from 'lava-docker-job';

const parameters = jobParameters({
  required: { month: lavaDecoders.lineText },
  optional: { warehouse: lavaDecoders.nonEmptyText },
});

/** `monthly-report`: runs the report of a month in a container, with the connection to the warehouse. */
export const makeMonthlyReport = (docker: DockerJobType): JobType =>
  defineJobType({
    type: 'monthly-report',
    parameters,
    check: ({ parameters: { month, warehouse } }, context, given) =>
      docker.check(reportJob(given, month, warehouse), context),
    run: ({ parameters: { month, warehouse } }, context, given) =>
      docker.run(reportJob(given, month, warehouse), context),
  });

/** Everything else of the job, such as its id, its state and its globals, stays as it was given. */
const reportJob = (given: Job, month: string, warehouse = 'warehouse'): Job => ({
  ...given,
  payload: 'team/report:2',
  parameters: {
    command: 'report',
    args: ['--month', month],
    connections: { db: warehouse },
    // What a job says about the month is no template.
    jinja: false,
  },
});
// #endregion define
