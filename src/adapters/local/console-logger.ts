import type { LogFields, Logger } from '../../ports/logger.js';

/** How important a message is. @public */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** From the least to the most important. */
const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** How a console logger is set up. @public */
export interface ConsoleLoggerOptions {
  /** Messages below it are left out. Default `info`. */
  readonly level?: LogLevel;
  /** Gets each line, its end included. Default: stderr of the process. */
  readonly write?: (line: string) => void;
}

/**
 * Makes a logger that writes a line for each message: `warn: message {"field":"value"}`, to stderr by default, so that a
 * program's own output stays clean. It never throws.
 * @public
 */
export const makeConsoleLogger = (options: ConsoleLoggerOptions = {}): Logger => {
  const write = options.write ?? ((line) => void process.stderr.write(line));
  const lowest = levels.indexOf(options.level ?? 'info');
  const log =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (levels.indexOf(level) < lowest) return;
      try {
        write(`${level}: ${message}${fieldsText(fields)}\n`);
      } catch {
        // A log that cannot be written must not stop the work that it tells of.
      }
    };
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
};

const fieldsText = (fields: LogFields): string =>
  Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields, plainField)}`;

/** JSON has no bigint, and errors would print as `{}`. */
const plainField = (_key: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? `${value.name}: ${value.message}` : value;
};
