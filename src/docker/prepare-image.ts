import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { JobError } from '../job/job-error.js';
import type { ContainerEngine, Image, ImageName } from '../ports/container-engine.js';
import { acquireImage } from './acquire-image.js';
import type { DockerRun } from './docker-run.js';
import { imageText } from './image-reference.js';
import { qualifyImage } from './qualify-image.js';
import type { ResolvedConnection } from './resolve-connection.js';

/** The image of a run. */
export interface PreparedImage {
  /** As it was asked for, with its registry. */
  readonly reference: string;
  readonly image: Image;
}

/** Gets the image of a job. If its name holds no registry, the registry of the docker connection is put before it. */
export const prepareImage = (
  run: DockerRun,
  engine: ContainerEngine,
  image: ImageName,
  resolved: ResolvedConnection,
): TE.TaskEither<JobError, PreparedImage> => {
  const registry = pipe(
    resolved.login.current,
    O.map((current) => current.registry),
  );
  const qualified = qualifyImage(image, registry, run.options.unqualifiedImages);
  return pipe(
    acquireImage(run, engine, qualified, resolved),
    TE.map((acquired) => ({ reference: imageText(qualified), image: acquired })),
  );
};
