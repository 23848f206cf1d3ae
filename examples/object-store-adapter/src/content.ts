import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { ObjectBody } from 'lava-docker-job';

import { wrongSize } from './store-call.js';

/** Where contents are. */
export const contentFolder = (folder: string): string => path.join(folder, 'content');

// #region write
/**
 * Writes a content under the digest of its bytes. They go to a file with another name first, so that what has the right
 * name is complete. Memory is bounded, whatever their number.
 * @returns the digest
 */
export const writeContent = async (
  folder: string,
  body: ObjectBody,
  signal: AbortSignal,
): Promise<string> => {
  await mkdir(contentFolder(folder), { recursive: true });
  const unfinished = path.join(contentFolder(folder), `.${randomUUID()}`);
  const seen = measure();
  try {
    await pipeline(body.open(), seen.through, createWriteStream(unfinished, { flags: 'wx', flush: true }), {
      signal,
    });
    if (seen.size() !== body.size) throw wrongSize(body.size, seen.size());
    const digest = seen.digest();
    await rename(unfinished, path.join(contentFolder(folder), digest));
    return digest;
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
};
// #endregion write

/** Counts and digests what passes through. */
const measure = () => {
  const hash = createHash('sha256');
  let size = 0;
  const through = new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      size += bytes.length;
      hash.update(bytes);
      done(null, bytes);
    },
  });
  return { through, size: () => size, digest: () => hash.digest('hex') };
};

/** Opens a content: what is read is what was there, even if it is removed meanwhile. */
export const openContent = async (folder: string, digest: string): Promise<Readable> => {
  const file = await open(path.join(contentFolder(folder), digest));
  return file.createReadStream();
};
