import { makeConsoleLogger } from '../adapters/local/index.js';
import type { Logger } from '../ports/logger.js';
import type { Terminal } from './terminal.js';

/** Makes the logger of a command: warnings go to stderr, with `--verbose` everything does. */
export const makeLogger = (verbose: boolean, { stderr }: Terminal): Logger =>
  makeConsoleLogger({
    level: verbose ? 'debug' : 'warn',
    write: (line) => stderr.write(line),
  });
