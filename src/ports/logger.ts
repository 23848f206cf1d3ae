/** Facts beside a log message. Plain data, no secrets. @public */
export type LogFields = Readonly<Record<string, unknown>>;

/** The host's log. Implementations do not throw. Messages and fields never hold a secret. @public */
export interface Logger {
  readonly debug: (message: string, fields?: LogFields) => void;
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
}
