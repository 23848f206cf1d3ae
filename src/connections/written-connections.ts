import { rm, stat } from 'node:fs/promises';
import path from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobContext } from '../job/job-context.js';
import { taggedError } from '../job/tagged-error.js';
import type { Logger } from '../ports/logger.js';
import { badConnection, connectionFailure, type ConnectionFailure } from './connection-failure.js';
import type { ConnectorDescription } from './connector.js';
import type { FileOwner } from './container-user.js';
import { writeDescription } from './write-description.js';

/** A connection of a job, described and not yet written. */
export interface DescribedConnection {
  /** The label of the job, in upper case. */
  readonly label: string;
  readonly connectionId: string;
  /** Absolute path, the same on the host and in the container. */
  readonly directory: string;
  readonly description: ConnectorDescription;
}

/** `LAVA_CONN_<LABEL>`, the path of the executable, and `LAVA_CONNID_<LABEL>`, the connection's id. */
export const connectionVariables = (
  connections: readonly DescribedConnection[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    connections.flatMap(({ label, connectionId, directory, description }) => [
      [`LAVA_CONNID_${label}`, connectionId],
      [`LAVA_CONN_${label}`, path.posix.join(directory, description.executable)],
    ]),
  );

/** Writes the files of all connections for their owner. After a failure none of them is there. */
export const writeConnections =
  (
    connections: readonly DescribedConnection[],
    owner: FileOwner,
    { signal, logger }: Pick<JobContext, 'signal' | 'logger'>,
  ): TE.TaskEither<ConnectionFailure, void> =>
  async () => {
    for (const connection of connections) {
      const written = await writeConnection(connection, owner, signal);
      if (E.isRight(written)) continue;
      await removeConnections(connections, logger)();
      return written;
    }
    return E.right(undefined);
  };

/** Removes the files of all connections: their secrets do not outlive the run. What cannot be removed is told to the log. */
export const removeConnections =
  (connections: readonly DescribedConnection[], logger: Logger): T.Task<void> =>
  async () => {
    for (const { connectionId, directory } of connections) {
      try {
        await rm(directory, { recursive: true, force: true });
      } catch (cause) {
        // A container that ran as root leaves files that a worker without its rights may not remove.
        logger.warn(`The files of connection ${connectionId} could not be removed`, { cause: String(cause) });
      }
    }
  };

const writeConnection = async (
  { connectionId, directory, description }: DescribedConnection,
  owner: FileOwner,
  signal: AbortSignal,
): Promise<E.Either<ConnectionFailure, void>> => {
  if (signal.aborted) return E.left(aborted(connectionId, signal));
  try {
    if (owner._tag === 'other' && !(await othersCanEnter(path.dirname(directory))))
      return E.left(
        badConnection(
          connectionId,
          'container-user',
          `Connection ${connectionId}: only the worker can enter the temporary directory, and the container runs as another user: give the worker a umask such as 022`,
        ),
      );
    await writeDescription(description, directory, owner);
    return E.right(undefined);
  } catch (cause) {
    return E.left(notWritten(connectionId, cause));
  }
};

/** Whether anybody but its owner can reach what is in a directory. */
const othersCanEnter = async (directory: string): Promise<boolean> =>
  ((await stat(directory)).mode & 0o011) !== 0;

const notWritten = (connectionId: string, cause: unknown): ConnectionFailure => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return badConnection(
    connectionId,
    'not-written',
    `Connection ${connectionId}: Cannot write its files: ${reason}`,
  );
};

const aborted = (connectionId: string, signal: AbortSignal): ConnectionFailure => {
  const cause = taggedError('Aborted', {
    code: 'connection.aborted',
    message: 'The run was aborted',
    cause: signal.reason,
  });
  return connectionFailure(connectionId, `Connection ${connectionId}: ${cause.message}`, cause);
};
