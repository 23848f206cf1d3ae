import { chmod, chown, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import type { ConnectorDescription, ConnectorFile } from './connector.js';
import type { FileOwner } from './container-user.js';

const directoryMode = 0o700;

/**
 * Writes the files of a description into a directory, which appears whole or not at all: modes are exact whatever the
 * umask, and no file is readable for others at any moment. This is the one place that writes connections.
 * @param directory - absolute path of a directory that does not exist; the one around it does
 * @throws what the file system says; nothing is left then
 */
export const writeDescription = async (
  description: ConnectorDescription,
  directory: string,
  owner: FileOwner,
): Promise<void> => {
  const unfinished = `${directory}.unfinished`;
  try {
    const directories = ['.', ...directoriesOf(description)].map((below) => path.join(unfinished, below));
    for (const made of directories) await makeDirectory(made);
    for (const file of description.files) await writeConnectorFile(file, unfinished, owner);
    // The inner ones first, and all of them last: nobody else can change anything on the way to a file that is written.
    for (const made of directories.toReversed()) await giveDirectory(made, owner);
    await rename(unfinished, directory);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw cause;
  }
};

/** The directories inside, outer ones first. */
const directoriesOf = ({ files }: ConnectorDescription): readonly string[] =>
  [...new Set(files.flatMap((file) => parents(file.path)))].sort();

const parents = (file: string): readonly string[] => {
  const parent = path.posix.dirname(file);
  return parent === '.' ? [] : [...parents(parent), parent];
};

const makeDirectory = async (directory: string): Promise<void> => {
  await mkdir(directory, { mode: directoryMode });
  await chmod(directory, directoryMode);
};

const giveDirectory = async (directory: string, owner: FileOwner): Promise<void> => {
  if (owner._tag === 'other') await chown(directory, owner.uid, -1);
};

const writeConnectorFile = async (
  { path: below, mode, content }: ConnectorFile,
  directory: string,
  owner: FileOwner,
): Promise<void> => {
  const handle = await open(path.join(directory, below), 'wx', mode);
  try {
    await handle.chmod(mode);
    await handle.writeFile(typeof content === 'string' ? content : content.reveal());
    if (owner._tag === 'other') await handle.chown(owner.uid, -1);
  } finally {
    await handle.close();
  }
};
