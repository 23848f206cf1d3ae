import type { LogFields, Logger } from '../ports/logger.js';

/** One message to the log. @public */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A {@link Logger} that keeps what it is told. @public */
export interface CapturingLogger extends Logger {
  /** The messages so far. */
  readonly entries: readonly LogEntry[];
  /** The texts of the messages of one level. */
  readonly messages: (level: LogEntry['level']) => readonly string[];
}

/** Makes a logger that keeps what it is told. @public */
export const makeCapturingLogger = (): CapturingLogger => {
  const entries: LogEntry[] = [];
  const keep =
    (level: LogEntry['level']) =>
    (message: string, fields: LogFields = {}): void => {
      entries.push({ level, message, fields });
    };
  return {
    entries,
    messages: (wanted) => entries.filter(({ level }) => level === wanted).map(({ message }) => message),
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
  };
};
