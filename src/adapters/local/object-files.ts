import { mkdir, open, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { errnoOf, isMissing } from './fs-error.js';
import { besidePath } from './object-path.js';

/** Finds the file that an object is in, by its plain path. */
export const findFile = async (plain: string): Promise<string | undefined> => {
  if ((await kindOf(plain)) === 'file') return plain;
  const beside = besidePath(plain);
  return (await kindOf(beside)) === 'file' ? beside : undefined;
};

/**
 * Moves a finished file to its place in one step, replacing the file that is there, and makes the move last.
 * @param root - the bucket's directory; a file above the new one that is in the way is moved beside
 */
export const moveInto = async (finished: string, root: string, plain: string): Promise<void> => {
  await makeDirectories(root, path.dirname(plain));
  const beside = besidePath(plain);
  const isTaken = (await kindOf(plain)) === 'directory';
  await rename(finished, isTaken ? beside : plain);
  if (!isTaken) await rm(beside, { force: true });
  await syncDirectory(path.dirname(plain));
};

/** Removes the file of an object, and the directories that it leaves empty. */
export const removeFile = async (root: string, plain: string): Promise<void> => {
  for (const file of [besidePath(plain), plain])
    if ((await kindOf(file)) === 'file') await rm(file, { force: true });
  await removeEmpty(root, path.dirname(plain));
};

/** What is at a path. */
export const kindOf = async (place: string): Promise<'file' | 'directory' | 'nothing'> => {
  try {
    return (await stat(place)).isDirectory() ? 'directory' : 'file';
  } catch (cause) {
    if (isMissing(cause)) return 'nothing';
    throw cause;
  }
};

const makeDirectories = async (root: string, directory: string): Promise<void> => {
  await mkdir(root, { recursive: true });
  let current = root;
  for (const name of path.relative(root, directory).split(path.sep).filter(Boolean)) {
    current = path.join(current, name);
    if ((await kindOf(current)) === 'file') await rename(current, besidePath(current));
    await mkdir(current, { recursive: true });
  }
};

const removeEmpty = async (root: string, directory: string): Promise<void> => {
  for (
    let current = directory;
    current !== root && current.startsWith(root);
    current = path.dirname(current)
  ) {
    try {
      await rmdir(current);
    } catch (cause) {
      if (['ENOTEMPTY', 'EEXIST'].includes(errnoOf(cause)) || isMissing(cause)) return;
      throw cause;
    }
  }
};

/** A rename lasts through a loss of power only once its directory has been written; not every platform can do it. */
const syncDirectory = async (directory: string): Promise<void> => {
  try {
    const handle = await open(directory, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (cause) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'EBADF'].includes(errnoOf(cause))) throw cause;
  }
};
