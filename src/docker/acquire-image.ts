import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from '../job/job-error.js';
import { jobError } from '../job/make-job-error.js';
import type { ContainerEngine, Image, ImageName } from '../ports/container-engine.js';
import type { RegistryLogin } from '../ports/registry-credentials.js';
import type { DockerRun } from './docker-run.js';
import { pullFailure } from './engine-failure.js';
import { imageText, registryOf } from './image-reference.js';
import type { Login } from './login.js';

/**
 * Gets the image of a run, as the pull policy says. An image that is pinned by digest and present is not pulled again:
 * it can be no other.
 */
export const acquireImage = (
  run: DockerRun,
  engine: ContainerEngine,
  image: ImageName,
  login: Login,
): TE.TaskEither<JobError, Image> => {
  const { pullPolicy } = run.options;
  if (pullPolicy === 'always' && image.digest === undefined) return pull(run, engine, image, login);
  return pipe(
    engine.findImage(image, { signal: run.context.signal }),
    TE.mapLeft(pullFailure(imageText(image))),
    TE.chain(
      O.match(
        () => (pullPolicy === 'never' ? TE.left(missing(image)) : pull(run, engine, image, login)),
        (present) => TE.right(present),
      ),
    ),
  );
};

/** Pulls, and once more with a new login if the registry refuses one that can have expired. */
const pull =
  (run: DockerRun, engine: ContainerEngine, image: ImageName, login: Login): TE.TaskEither<JobError, Image> =>
  async () => {
    const first = await pullOnce(run, engine, image, login.current)();
    const refused =
      E.isLeft(first) && first.left._tag === 'ImagePullError' && first.left.details.reason === 'refused';
    if (!refused || !login.canRenew || O.isNone(forRegistryOf(image, login.current))) return first;
    const renewed = await login.renew();
    return E.isLeft(renewed) ? renewed : pullOnce(run, engine, image, renewed.right)();
  };

const pullOnce = (
  run: DockerRun,
  engine: ContainerEngine,
  image: ImageName,
  login: O.Option<RegistryLogin>,
): TE.TaskEither<JobError, Image> =>
  pipe(
    engine.pullImage(
      {
        image,
        login: forRegistryOf(image, login),
        onProgress: (progress) => {
          run.emit({ kind: 'pull-progress', progress });
        },
      },
      { signal: run.context.signal },
    ),
    TE.mapLeft(pullFailure(imageText(image))),
  );

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
