import type { JobError } from '../job/job-error.js';
import { jobAborted, jobError } from '../job/make-job-error.js';
import type { EngineError, PullFailed } from '../ports/container-engine.js';
import type { StartFailed } from '../ports/container.js';

/** Says in lava's words that a container could not be made or started, with the engine's reason. */
export const engineFailure =
  (step: 'create' | 'attach' | 'start', image: string) =>
  (cause: EngineError | StartFailed): JobError => {
    if (cause._tag === 'Aborted') return jobAborted(step, cause);
    return jobError('StartError', {
      code: cause._tag === 'StartFailed' ? 'container.start-failed' : `container.${step}-failed`,
      message: `Cannot run container from image ${image}: ${cause.message}`,
      retryable: cause.retryable,
      details: {
        program: image,
        reason: cause.message,
        ...(cause._tag === 'StartFailed' ? { exitStatus: cause.details.exitStatus } : {}),
      },
      cause,
    });
  };

/** Says in lava's words that an image could not be pulled, with the registry's reason. */
export const pullFailure =
  (image: string) =>
  (cause: EngineError | PullFailed): JobError => {
    if (cause._tag === 'Aborted') return jobAborted('pull', cause);
    const reason = cause._tag === 'PullFailed' ? cause.details.reason : 'engine';
    return jobError('ImagePullError', {
      code: `image.${reason}`,
      message: `Cannot pull docker image ${image}: ${cause.message}`,
      retryable: cause.retryable,
      details: { image, reason },
      cause,
    });
  };

/** Says in lava's words that the docker connection is of no use, with the reason. */
export const connectFailure =
  (connectionId: string) =>
  (cause: EngineError): JobError => {
    if (cause._tag === 'Aborted') return jobAborted('resolve', cause);
    return jobError('ConnectionError', {
      code: 'connection.engine',
      message: `Cannot get docker client: Connection ${connectionId}: ${cause.message}`,
      retryable: cause.retryable,
      details: { connectionId, reason: 'engine' },
      cause,
    });
  };
