import { isPortError } from '../../job/is-port-error.js';
import { taggedError } from '../../job/tagged-error.js';
import type { Aborted, InvalidData, PortError } from '../../ports/port-error.js';

const denied: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS']);
const passing: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'EBUSY', 'EAGAIN', 'ENOSPC', 'EDQUOT']);

/** The `code` of a Node error, e.g. `ENOENT`; empty when there is none. */
export const errnoOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : '';

/** Whether the error means that there is nothing at a path. */
export const isMissing = (cause: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errnoOf(cause));

/** The error of a call whose signal was aborted. */
export const abortedError = (signal: AbortSignal): Aborted =>
  taggedError('Aborted', { code: 'local.aborted', message: 'The call was aborted', cause: signal.reason });

/** Whether the signal is aborted now; asked again after a wait, the answer may have changed. */
export const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/** How something in a folder can be wrong. */
export type DataFault =
  | 'syntax'
  | 'not-utf8'
  | 'two-files'
  | 'two-records'
  | 'not-a-map'
  | 'not-text'
  | 'other-id'
  | 'bad-location'
  | 'bad-metadata'
  | 'wrong-size';

/** What a folder holds is not what it should be. The message must not show a secret. */
export const invalidData = (
  fault: DataFault,
  message: string,
  details: Readonly<Record<string, unknown>>,
): InvalidData => taggedError('InvalidData', { code: `local.${fault}`, message, details });

/**
 * Turns what a file operation threw into an error of a port. An error of a port stays as it is; after an abort it is
 * `Aborted` whatever was thrown.
 * @param doing - what was tried, e.g. `Cannot read /folder/state.yaml`
 */
export const portErrorOf = (cause: unknown, doing: string, signal: AbortSignal): PortError => {
  if (isAborted(signal)) return abortedError(signal);
  if (isPortError(cause)) return cause;
  const errno = errnoOf(cause);
  const message = `${doing}: ${cause instanceof Error ? cause.message : String(cause)}`;
  const details = errno === '' ? {} : { errno };
  return denied.has(errno)
    ? taggedError('AccessDenied', { code: 'local.access-denied', message, details, cause })
    : taggedError('Unavailable', {
        code: 'local.unavailable',
        message,
        retryable: passing.has(errno),
        details,
        cause,
      });
};
