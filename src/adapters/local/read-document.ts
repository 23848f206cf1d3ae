import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { taggedError } from '../../job/tagged-error.js';
import { invalidData, isMissing } from './fs-error.js';
import { parseDocument } from './parse-document.js';

/** A file and what it says. */
export interface LocalDocument {
  /** Its path. */
  readonly file: string;
  readonly value: unknown;
}

const endings = ['.yaml', '.yml', '.json'];

/**
 * Reads the file of a folder that has the given name and one of the endings `.yaml`, `.yml`, `.json`.
 * @param name - path below the folder, without the ending
 * @returns `undefined` when there is none. It rejects with `InvalidData` when there are several, when the file is not
 * well-formed or not UTF-8, and with `Unavailable` when the folder itself is missing.
 */
export const readDocument = async (
  folder: string,
  name: string,
  signal: AbortSignal,
): Promise<LocalDocument | undefined> => {
  const found: { readonly file: string; readonly bytes: Buffer }[] = [];
  for (const ending of endings) {
    const file = path.join(folder, `${name}${ending}`);
    const bytes = await readIfThere(file, signal);
    if (bytes) found.push({ file, bytes });
  }
  const [first, second] = found;
  if (first && second)
    throw invalidData('two-files', `There are both ${first.file} and ${second.file}: remove one of them`, {
      files: found.map(({ file }) => file),
    });
  if (first) return { file: first.file, value: await parseDocument(decode(first), first.file) };
  await checkFolder(folder);
  return undefined;
};

/** Takes a document for a map; an empty file is an empty map. */
export const mapOfDocument = ({ file, value }: LocalDocument): Readonly<Record<string, unknown>> => {
  if (value === null) return {};
  if (isPlainMap(value)) return value;
  throw invalidData('not-a-map', `File ${file}: must be a map`, { file });
};

/** Whether a value of a document is a map. */
export const isPlainMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readIfThere = async (file: string, signal: AbortSignal): Promise<Buffer | undefined> => {
  try {
    return await readFile(file, { signal });
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw cause;
  }
};

const decode = ({ file, bytes }: { readonly file: string; readonly bytes: Buffer }): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidData('not-utf8', `File ${file}: must be in UTF-8`, { file });
  }
};

/** A folder that is not there is a mistake in its name, not a folder without records. */
const checkFolder = async (folder: string): Promise<void> => {
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    (cause: unknown) => {
      if (isMissing(cause)) return false;
      throw cause;
    },
  );
  if (!isFolder)
    throw taggedError('Unavailable', {
      code: 'local.no-folder',
      message: `There is no folder ${folder}`,
      details: { folder },
    });
};
