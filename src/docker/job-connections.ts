import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ConnectorSources } from '../connections/connector.js';
import { describeConnections } from '../connections/describe-connections.js';
import { type DescribedConnection, removeConnections } from '../connections/written-connections.js';
import type { JobError } from '../job/job-error.js';
import { safely } from '../job/safely.js';
import type { DockerJob } from './docker-job.js';
import type { DockerRun } from './docker-run.js';
import { connectionError } from './resolve-connection.js';

/** The connections of a job, described: a bad one is known before anything is pulled. */
export const describeJobConnections = (
  { deps, job, context }: DockerRun,
  { connections, hostConfig }: DockerJob,
): TE.TaskEither<JobError, readonly DescribedConnection[]> => {
  // Null stands for the image's own, as empty text does.
  const user = hostConfig.user === undefined ? String(context.host.uid) : (hostConfig.user ?? '');
  return pipe(
    describeConnections({ ...deps, sources: sourcesOf(deps) }, { job, context, user })(connections),
    TE.mapLeft(connectionError('connections')),
  );
};

/** Runs some work in which the files of the connections are written, and removes them afterwards. */
export const removingConnectionFiles = <A>(
  { context }: DockerRun,
  connections: readonly DescribedConnection[],
  work: TE.TaskEither<JobError, A>,
): TE.TaskEither<JobError, A> =>
  TE.bracket(
    TE.right(undefined),
    () => safely(work),
    () => TE.fromTask(removeConnections(connections, context.logger)),
  );

/** Connectors get what they need and nothing else. */
const sourcesOf = (deps: DockerRun['deps']): ConnectorSources => {
  const { secrets, managedSecrets, databaseCredentials, roleCredentials } = deps;
  return {
    secrets,
    ...(managedSecrets === undefined ? {} : { managedSecrets }),
    ...(databaseCredentials === undefined ? {} : { databaseCredentials }),
    ...(roleCredentials === undefined ? {} : { roleCredentials }),
  };
};
