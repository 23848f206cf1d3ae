import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  type CallOptions,
  hasTag,
  type InvalidData,
  type ObjectLocation,
  type PortError,
  taggedError,
} from 'lava-docker-job';

// #region call
/** Every call goes through here: the signal first, and whatever is thrown becomes one of the port's errors. */
export const storeCall = <A>(
  doing: string,
  { bucket, key }: ObjectLocation,
  { signal }: CallOptions,
  work: (signal: AbortSignal) => Promise<A>,
): TE.TaskEither<PortError, A> =>
  TE.tryCatch(
    async () => {
      signal.throwIfAborted();
      return await work(signal);
    },
    (cause) => portErrorOf(cause, `${doing} ${bucket}/${key}`, signal),
  );

const denied: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS'];

const portErrorOf = (cause: unknown, doing: string, signal: AbortSignal): PortError => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `${doing}: ${reason}`;
  if (signal.aborted) return taggedError('Aborted', { code: 'content-store.aborted', message, cause });
  if (isInvalidData(cause)) return cause;
  if (cause instanceof Error && 'code' in cause && denied.includes(cause.code))
    return taggedError('AccessDenied', { code: 'content-store.denied', message, cause });
  // A full disk may have room later, and a network drive may come back.
  return taggedError('Unavailable', { code: 'content-store.failed', message, retryable: true, cause });
};
// #endregion call

const isInvalidData = (cause: unknown): cause is InvalidData => hasTag(cause, 'InvalidData');

/** A body that has another size than was announced. */
export const wrongSize = (announced: number, found: number): InvalidData =>
  taggedError('InvalidData', {
    code: 'content-store.size',
    message: `The body has ${found} bytes, not ${announced}`,
    details: { announced, found },
  });

/** A file of the store that is not as the store has written it. */
export const spoilt = (file: string): InvalidData =>
  taggedError('InvalidData', {
    code: 'content-store.spoilt',
    message: `The file ${file} is not as it was written`,
    details: { file },
  });
