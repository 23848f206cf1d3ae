import type { TaggedError } from '../job/tagged-error.js';

/** The other side refused: credentials, permissions or policy. Trying again does not help. @public */
export type AccessDenied = TaggedError<'AccessDenied'>;

/** The other side could not be reached, was too busy or failed. `retryable` says whether trying again may help. @public */
export type Unavailable = TaggedError<'Unavailable'>;

/** What was found is not what it should be, e.g. a malformed record. @public */
export type InvalidData = TaggedError<'InvalidData'>;

/** The call's signal was aborted. What the call had begun was given up or undone. @public */
export type Aborted = TaggedError<'Aborted'>;

/** The errors that every port may give. A missing record is never an error: it is a `None`. @public */
export type PortError = AccessDenied | Unavailable | InvalidData | Aborted;

/** What every call on a port is told besides its arguments. @public */
export interface CallOptions {
  /**
   * When it is aborted, the call ends soon with `Aborted`. Once the call has ended nothing of it listens to the signal any
   * more, so that one signal may serve any number of calls.
   */
  readonly signal: AbortSignal;
}
