import * as E from 'fp-ts/lib/Either.js';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

import { badInput, type Complaint } from './complain.js';
import type { Terminal } from './terminal.js';

/** Reads a job spec from a file, or from standard input for `-`. On the left: what is wrong, for the user. */
export const readJobFile = async (
  file: string,
  terminal: Terminal,
): Promise<E.Either<Complaint, unknown>> => {
  try {
    const content =
      file === '-'
        ? await text(terminal.stdin)
        : await readFile(resolve(terminal.workingDirectory, file), 'utf8');
    return parseJob(file, content);
  } catch (cause) {
    return E.left(badInput(`Cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`));
  }
};

const parseJob = (file: string, content: string): E.Either<Complaint, unknown> => {
  try {
    return E.right(JSON.parse(content));
  } catch (cause) {
    return E.left(badInput(`${file} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`));
  }
};
