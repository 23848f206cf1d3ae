import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from '../job/job-error.js';
import { jobError } from '../job/make-job-error.js';
import type { ContainerEngine, Image, ImageName, PullFailureReason } from '../ports/container-engine.js';
import type { RegistryLogin } from '../ports/registry-credentials.js';
import type { DockerRun } from './docker-run.js';
import { pullFailure } from './engine-failure.js';
import { imageText, registryOf } from './image-reference.js';
import { pullImage } from './pull-image.js';
import type { ResolvedConnection } from './resolve-connection.js';

/**
 * Gets the image of a run, as the pull policy says. An image that is pinned by digest and present is not pulled again:
 * it can be no other.
 */
export const acquireImage = (
  run: DockerRun,
  engine: ContainerEngine,
  image: ImageName,
  connection: ResolvedConnection,
): TE.TaskEither<JobError, Image> => {
  const { pullPolicy } = run.options;
  const pull = pullWithLogin(run, image, connection);
  if (pullPolicy === 'always' && image.digest === undefined) return pull;
  return pipe(
    engine.findImage(image, { signal: run.context.signal }),
    TE.mapLeft(pullFailure(imageText(image))),
    TE.chain(
      O.match(
        () => (pullPolicy === 'never' ? TE.left(missing(image)) : pull),
        (present) => TE.right(present),
      ),
    ),
  );
};

/**
 * Pulls, and once more with a new login if the kept one may be why the registry gave nothing: a registry answers an
 * expired token with any of 401, 403, 404 and 500. The new login is tried before patience with a passing failure is.
 */
const pullWithLogin =
  (
    run: DockerRun,
    image: ImageName,
    { connection, login }: ResolvedConnection,
  ): TE.TaskEither<JobError, Image> =>
  async () => {
    const current = forRegistryOf(image, login.current);
    const patienceMs = run.options.pullRetryMs;
    if (!login.canRenew || O.isNone(current)) return pullImage(run, connection, image, current, patienceMs)();
    const first = await pullImage(run, connection, image, current, 0)();
    if (!mayBeLogin(first)) return first;
    const renewed = await login.renew();
    if (E.isLeft(renewed)) return renewed;
    return pullImage(run, connection, image, forRegistryOf(image, renewed.right), patienceMs)();
  };

/** Failures that another login would not have prevented. */
const othersFaults: readonly PullFailureReason[] = ['disk-full', 'platform', 'bad-reference'];

const mayBeLogin = (result: E.Either<JobError, Image>): boolean => {
  if (E.isRight(result) || result.left._tag !== 'ImagePullError') return false;
  const { reason } = result.left.details;
  return !othersFaults.some((other) => other === reason);
};

/** A login goes to its own registry and to no other. */
const forRegistryOf = (image: ImageName, login: O.Option<RegistryLogin>): O.Option<RegistryLogin> =>
  pipe(
    login,
    O.filter(({ registry }) => registryOf({ repository: `${registry}/any` }) === registryOf(image)),
  );

const missing = (image: ImageName): JobError =>
  jobError('ImagePullError', {
    code: 'image.not-present',
    message: `Cannot pull docker image ${imageText(image)}: the pull policy is "never" and the engine does not have it`,
    details: { image: imageText(image), reason: 'not-present' },
  });
