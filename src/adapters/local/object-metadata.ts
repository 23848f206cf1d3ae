import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import type { ObjectLocation, PutOptions } from '../../ports/object-store.js';
import { invalidData, isMissing } from './fs-error.js';

/** What is known of an object besides its bytes. */
export interface ObjectMetadata {
  readonly contentType: string;
  readonly kmsKeyId?: string;
}

const unknown: ObjectMetadata = { contentType: 'application/octet-stream' };

/** No encoded key begins with a dot, so this directory is in nobody's way. */
const metadataDirectory = '.meta';

/** The metadata of an object has a name of fixed length, whatever its key. The key itself is inside, for readers. */
const metadataFile = (root: string, key: string): string =>
  path.join(root, metadataDirectory, `${createHash('sha256').update(key).digest('hex')}.json`);

/** The part of the options that is stored. */
export const metadataOf = ({ contentType, kmsKeyId }: PutOptions): ObjectMetadata => ({
  contentType,
  ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
});

/** What is written to the file. */
export const metadataText = ({ bucket, key }: ObjectLocation, metadata: ObjectMetadata): string =>
  `${JSON.stringify({ bucket, key, ...metadata }, null, 2)}\n`;

/** Moves a finished file with the metadata of an object to its place. */
export const moveMetadataInto = async (finished: string, root: string, key: string): Promise<void> => {
  await mkdir(path.join(root, metadataDirectory), { recursive: true });
  await rename(finished, metadataFile(root, key));
};

/** Reads the metadata of an object; a file that somebody put into the folder by hand has none. */
export const loadMetadata = async (root: string, key: string): Promise<ObjectMetadata> => {
  const file = metadataFile(root, key);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return undefined;
    throw cause;
  });
  return text === undefined ? unknown : parseMetadata(text, file);
};

/** Removes the metadata of an object. */
export const removeMetadata = (root: string, key: string): Promise<void> =>
  rm(metadataFile(root, key), { force: true });

const parseMetadata = (text: string, file: string): ObjectMetadata => {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('contentType' in value))
    throw invalidData('bad-metadata', `File ${file}: not the metadata of an object`, { file });
  const kmsKeyId = 'kmsKeyId' in value ? { kmsKeyId: String(value.kmsKeyId) } : {};
  return { contentType: String(value.contentType), ...kmsKeyId };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
