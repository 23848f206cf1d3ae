import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ConnectionFailure } from '../connections/connection-failure.js';
import { decodeDockerConnection, type DockerConnection } from '../connections/docker-connection.js';
import { findConnection } from '../connections/find-connection.js';
import { registryLogin } from '../connections/registry-login.js';
import type { JobError } from '../job/job-error.js';
import { jobAborted, jobError } from '../job/make-job-error.js';
import { safely } from '../job/safely.js';
import type { ContainerEngine } from '../ports/container-engine.js';
import type { DockerRun } from './docker-run.js';
import { connectFailure } from './engine-failure.js';
import type { Login } from './login.js';

/** A docker connection that is ready for use. */
export interface ResolvedConnection {
  readonly connection: DockerConnection;
  readonly login: Login;
}

/** Finds the docker connection and the login for the registry that it names. */
export const resolveConnection = (
  run: DockerRun,
  connectionId: string,
): TE.TaskEither<JobError, ResolvedConnection> => {
  const { deps, context } = run;
  return pipe(
    findConnection(deps.connections, context.realm.realm, context.signal)(connectionId),
    TE.chainEitherK(decodeDockerConnection),
    TE.chain((connection) => {
      const sources = {
        secrets: deps.secrets,
        ...(deps.registryCredentials === undefined ? {} : { registryCredentials: deps.registryCredentials }),
      };
      const login = registryLogin(sources, connection);
      return pipe(
        login({ signal: context.signal, fresh: false }),
        TE.map((current) => ({
          connection,
          login: {
            current,
            renew: pipe(
              login({
                signal: context.signal,
                fresh: true,
                ...(O.isNone(current) ? {} : { refused: current.value }),
              }),
              TE.mapLeft(connectionError('resolve', 'Cannot get docker client: ')),
            ),
            canRenew: connection.registry._tag === 'ecr',
          },
        })),
      );
    }),
    TE.mapLeft(connectionError('resolve', 'Cannot get docker client: ')),
  );
};

/** Runs some work with a connection to the engine, and closes the connection afterwards. */
export const withEngine = <A>(
  run: DockerRun,
  { connectionId, endpoint }: DockerConnection,
  work: (engine: ContainerEngine) => TE.TaskEither<JobError, A>,
): TE.TaskEither<JobError, A> =>
  TE.bracket(
    pipe(
      run.deps.containers.connect(endpoint, { signal: run.context.signal }),
      TE.mapLeft(connectFailure(connectionId)),
    ),
    (engine) => safely(work(engine)),
    (engine) => TE.fromTask(engine.close),
  );

/** A failure of a connection as a job error. */
export const connectionError =
  (phase: 'connections' | 'resolve', heading = '') =>
  (cause: ConnectionFailure): JobError =>
    cause.details.reason === 'aborted'
      ? jobAborted(phase, cause)
      : jobError('ConnectionError', {
          code: cause.code,
          message: `${heading}${cause.message}`,
          retryable: cause.retryable,
          details: cause.details,
          cause,
        });
