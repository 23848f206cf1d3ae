import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { afterEach } from 'vitest';

import type { PortError } from '../../../../src/ports/port-error.js';

/** Makes folders with files; each is removed after its test. */
export const useScratchFolders = (): ((files: Readonly<Record<string, string>>) => string) => {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return (files) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lava-docker-job-local-'));
    made.push(folder);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return folder;
  };
};

export const calm = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal });

export const right = async <A>(task: TE.TaskEither<Error, A>): Promise<A> => {
  const result = await task();
  if (E.isLeft(result)) throw result.left;
  return result.right;
};

export const left = async (task: TE.TaskEither<PortError, unknown>): Promise<PortError> => {
  const result = await task();
  if (E.isRight(result)) throw new Error('Expected an error');
  return result.left;
};
