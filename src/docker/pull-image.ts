import { createHash } from 'node:crypto';

import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { DockerConnection } from '../connections/docker-connection.js';
import type { JobError } from '../job/job-error.js';
import { keepPromise } from '../job/keep-promise.js';
import type { Image, ImageName } from '../ports/container-engine.js';
import type { RegistryLogin } from '../ports/registry-credentials.js';
import type { DockerRun } from './docker-run.js';
import { connectFailure, pullFailure } from './engine-failure.js';
import { imageText } from './image-reference.js';
import { pullWithRetries } from './pull-with-retries.js';
import type { DoPull } from './shared-pulls.js';

/**
 * Pulls an image for a run, together with the other runs that pull it now with the same credentials.
 * @param patienceMs - for how long failures that may pass are tried again; the run that begins a pull decides
 */
export const pullImage = (
  run: DockerRun,
  connection: DockerConnection,
  image: ImageName,
  login: O.Option<RegistryLogin>,
  patienceMs: number,
): TE.TaskEither<JobError, Image> =>
  run.pulls.pull(pullKey(connection, image, login), retriedPull(run, connection, image, login, patienceMs), {
    signal: run.context.signal,
    onProgress: (progress) => {
      run.emit({ kind: 'pull-progress', progress });
    },
  });

/** Equal for pulls that may be one: another password makes another pull. Hashed, so that no password lies about. */
const pullKey = (
  { endpoint }: DockerConnection,
  image: ImageName,
  login: O.Option<RegistryLogin>,
): string => {
  const credentials = O.isSome(login)
    ? [login.value.registry, login.value.username, login.value.password.reveal()]
    : [];
  return createHash('sha256')
    .update(JSON.stringify([endpoint.server, endpoint.tls, imageText(image), credentials]))
    .digest('hex');
};

const retriedPull =
  (
    run: DockerRun,
    connection: DockerConnection,
    image: ImageName,
    login: O.Option<RegistryLogin>,
    withinMs: number,
  ): DoPull =>
  (waiter) =>
    pullWithRetries(pullOnce(run, connection, image, login, waiter), {
      context: run.context,
      signal: waiter.signal,
      withinMs,
    });

/** A shared pull has a connection of its own: the run that began it may end before it. */
const pullOnce = (
  { deps }: DockerRun,
  { connectionId, endpoint }: DockerConnection,
  image: ImageName,
  login: O.Option<RegistryLogin>,
  { signal, onProgress }: Parameters<DoPull>[0],
): TE.TaskEither<JobError, Image> =>
  TE.bracket(
    pipe(deps.containers.connect(endpoint, { signal }), TE.mapLeft(connectFailure(connectionId))),
    (engine) =>
      pipe(
        keepPromise(() => engine.pullImage({ image, login, onProgress }, { signal })),
        TE.mapLeft(pullFailure(imageText(image))),
      ),
    (engine) => TE.fromTask(engine.close),
  );
