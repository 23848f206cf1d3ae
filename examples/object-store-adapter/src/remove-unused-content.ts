import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { contentFolder } from './content.js';
import { readAllNames } from './names.js';

/**
 * Removes contents that no object has any more, and files that were never finished. Call it while nobody uses the store:
 * an object that is being stored has its content before it has its name.
 * @returns how many files are gone
 */
export const removeUnusedContent = async (folder: string): Promise<number> => {
  const used = new Set((await readAllNames(folder)).map(({ digest }) => digest));
  const unused = (await readdir(contentFolder(folder))).filter((name) => !used.has(name));
  for (const name of unused) await rm(path.join(contentFolder(folder), name));
  return unused.length;
};
