/** Facts beside a log message. Plain data, no secrets. @public */
export type LogFields = Readonly<Record<string, unknown>>;

/** The host's log. Implementations do not throw. Messages and fields never hold a secret. @public */
export interface Logger {
  /** Details that only somebody who looks for a fault wants. */
  readonly debug: (message: string, fields?: LogFields) => void;
  /** What goes on, as expected. */
  readonly info: (message: string, fields?: LogFields) => void;
  /** Something is not as it should be; the work goes on. */
  readonly warn: (message: string, fields?: LogFields) => void;
  /** Something has failed, and somebody should look at it. */
  readonly error: (message: string, fields?: LogFields) => void;
}
