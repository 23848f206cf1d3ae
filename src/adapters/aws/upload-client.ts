import type { S3Client } from '@aws-sdk/client-s3';

import { untilAborted } from './aws-call.js';
import { abortedError, isAborted } from './aws-error.js';
import type { S3Settings } from './s3-options.js';

type Command = Parameters<S3Client['send']>[0];

/** What an upload sends its requests with. */
export interface UploadClient {
  readonly s3: S3Client;
  /** Ends the wait for the signal. */
  readonly release: () => void;
}

/**
 * Makes what lib-storage sends its requests with, so that an abort ends each of them as it has to be ended. Parts are cut
 * at once. What makes an upload or an object is given a little more time, because cut off it would leave unknown whether S3
 * has done it. Giving up an upload is not aborted, and if it fails, what made it necessary is still what is told.
 */
export const uploadClient = async (
  s3: S3Client,
  { undoMs }: S3Settings,
  signal: AbortSignal,
): Promise<UploadClient> => {
  const { AbortMultipartUploadCommand, UploadPartCommand } = await import('@aws-sdk/client-s3');
  const late = lateSignal(signal, undoMs);
  // The SDK does not end its pauses between two attempts at an abort.
  const sendUntil = (command: Command, abortSignal: AbortSignal): Promise<unknown> =>
    untilAborted(s3.send(command, { abortSignal }), abortSignal);
  const send = async (command: Command): Promise<unknown> => {
    if (command instanceof AbortMultipartUploadCommand)
      return sendUntil(command, AbortSignal.timeout(undoMs)).catch(() => ({}));
    // What has not been sent yet need not be.
    if (isAborted(signal)) throw abortedError(signal);
    return sendUntil(command, command instanceof UploadPartCommand ? signal : late.signal);
  };
  return {
    // An upload uses nothing of a client but these two members.
    s3: { config: s3.config, send } as unknown as S3Client,
    release: late.release,
  };
};

/** A signal that is aborted some time after another. */
const lateSignal = (
  signal: AbortSignal,
  milliseconds: number,
): { readonly signal: AbortSignal; readonly release: () => void } => {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => {
      late.abort();
    }, milliseconds);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    signal: late.signal,
    release: () => {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    },
  };
};
