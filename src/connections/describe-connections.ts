import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { configItem } from '../job/config.js';
import type { JobContext } from '../job/job-context.js';
import type { Job } from '../job/job.js';
import type { ConnectionStore } from '../ports/connection-store.js';
import type { TemplateRenderer } from '../ports/template-renderer.js';
import { applicationName } from './application-name.js';
import { descriptionFault } from './check-description.js';
import { badConnection, type ConnectionFailure } from './connection-failure.js';
import { connectionFolder } from './connection-folder.js';
import type {
  Connection,
  Connector,
  ConnectorContext,
  ConnectorDescription,
  ConnectorSources,
} from './connector.js';
import type { ConnectorRegistry } from './connector-registry.js';
import { fileOwner, fixedUid } from './container-user.js';
import { findConnection } from './find-connection.js';
import type { DescribedConnection } from './written-connections.js';

/** What the connections of a job are described with. */
export interface DescribeDeps {
  readonly connections: ConnectionStore;
  readonly connectors: ConnectorRegistry;
  readonly sources: ConnectorSources;
  readonly renderer: TemplateRenderer;
}

/** The run that they are described for. */
export interface DescribeRun {
  readonly job: Job;
  readonly context: JobContext;
  /** The user of the container as `host_config` has it; empty: the image's own. */
  readonly user: string;
}

/**
 * Describes the connections of a job, in the order of the job. Each must exist, be enabled, have a connector, and be
 * usable by the container's user, as far as that one is known without the image. Nothing is written.
 * @param labelled - connection ids by label
 */
export const describeConnections =
  (deps: DescribeDeps, run: DescribeRun) =>
  (
    labelled: Readonly<Record<string, string>>,
  ): TE.TaskEither<ConnectionFailure, readonly DescribedConnection[]> =>
    pipe(
      Object.entries(labelled),
      TE.traverseSeqArray(([label, connectionId]) => describeConnection(deps, run, label, connectionId)),
    );

const describeConnection = (
  deps: DescribeDeps,
  run: DescribeRun,
  label: string,
  connectionId: string,
): TE.TaskEither<ConnectionFailure, DescribedConnection> => {
  const { context, user } = run;
  // A directory of its own for each label and attempt: one connection may have two labels, jobs may share the tree.
  const directory = connectionFolder(context.temporaryDirectory, context.newId());
  return pipe(
    findConnection(deps.connections, context.realm.realm, context.signal)(connectionId),
    TE.bindTo('connection'),
    TE.bind('connector', ({ connection }) => TE.fromEither(connectorFor(deps.connectors, connection))),
    TE.chainFirstEitherK(() => usableBy(connectionId, user, context.host.uid)),
    TE.bind('description', ({ connection, connector }) =>
      connector.describe(connection, connectorContext(deps, run, connectionId, directory)),
    ),
    TE.chainFirstEitherK(({ connection, description }) => checked(connection, description)),
    TE.map(({ description }) => ({
      label: label.toUpperCase(),
      connectionId,
      directory,
      description,
    })),
  );
};

/** A user by name is known when the image is there. */
const usableBy = (
  connectionId: string,
  user: string,
  workerUid: number,
): E.Either<ConnectionFailure, unknown> => {
  const uid = fixedUid(user);
  return uid === undefined
    ? E.right(undefined)
    : fileOwner(connectionId, { uid, reason: `host_config.user is ${user}`, workerUid });
};

const connectorFor = (
  connectors: ConnectorRegistry,
  { connectionId, type }: Connection,
): E.Either<ConnectionFailure, Connector> =>
  E.fromNullable(
    badConnection(connectionId, 'unsupported', `${connectionId}: Unsupported connection type - ${type}`),
  )(connectors.find(type));

const connectorContext = (
  { sources, renderer }: DescribeDeps,
  { job, context }: DescribeRun,
  connectionId: string,
  directory: string,
): ConnectorContext => {
  const { realm, environment, signal } = context;
  const config = (key: string): unknown => configItem(key, { environment, realm });
  return {
    directory,
    job,
    realm,
    sources,
    config,
    applicationName: applicationName(renderer, { signal })(config('CONN_APP_NAME'), {
      realm: realm.realm,
      job_id: job.job_id,
      conn_id: connectionId,
    }),
    signal,
  };
};

const checked = (
  { connectionId, type }: Connection,
  description: ConnectorDescription,
): E.Either<ConnectionFailure, undefined> => {
  const fault = descriptionFault(description);
  return fault === undefined
    ? E.right(undefined)
    : E.left(
        badConnection(
          connectionId,
          'unexpected',
          `Connection ${connectionId}: The connector for ${type} is at fault: ${fault}`,
        ),
      );
};
