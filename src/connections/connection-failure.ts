import type { Problem } from '../job/problem.js';
import { type TaggedError, taggedError } from '../job/tagged-error.js';
import type { PortError } from '../ports/port-error.js';

/** What made a connection unusable. @public */
export type ConnectionFailureReason =
  | 'missing'
  | 'disabled'
  | 'bad-record'
  | 'wrong-type'
  | 'unsupported'
  | 'no-secret'
  /** The container's user cannot use what the connection needs. */
  | 'container-user'
  /** Its files could not be written into the temporary directory. */
  | 'not-written'
  | 'denied'
  | 'unavailable'
  | 'aborted'
  /** A fault of a connector's own code. */
  | 'unexpected';

/** A connection cannot be used. The message names it and never holds a value of its record. @public */
export type ConnectionFailure = TaggedError<
  'ConnectionFailure',
  {
    readonly connectionId: string;
    readonly reason: ConnectionFailureReason;
    readonly problems?: readonly Problem[];
  }
>;

/** Makes the failure of a connection that is itself at fault: trying again does not help. @public */
export const badConnection = (
  connectionId: string,
  reason: ConnectionFailureReason,
  message: string,
  problems?: readonly Problem[],
): ConnectionFailure =>
  taggedError('ConnectionFailure', {
    code: `connection.${reason}`,
    message,
    details: { connectionId, reason, ...(problems === undefined ? {} : { problems }) },
  });

const reasons = {
  AccessDenied: 'denied',
  Unavailable: 'unavailable',
  InvalidData: 'bad-record',
  Aborted: 'aborted',
} as const satisfies Readonly<Record<PortError['_tag'], ConnectionFailureReason>>;

/** Makes the failure of a connection for which something could not be had: a store or a token service failed. @public */
export const connectionFailure = (
  connectionId: string,
  message: string,
  cause: PortError,
): ConnectionFailure => {
  const reason = reasons[cause._tag];
  return taggedError('ConnectionFailure', {
    code: `connection.${reason}`,
    message,
    retryable: cause.retryable,
    details: { connectionId, reason },
    cause,
  });
};
