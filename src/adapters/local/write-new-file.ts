import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { addAbortSignal } from 'node:stream';

/** No encoded key begins with a dot, so this directory is in nobody's way. */
const unfinishedDirectory = '.unfinished';

/** A file that is complete and on the disk, and that nobody sees yet. */
export interface NewFile {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Writes a stream or a text to a new file on the file system of a bucket, and makes it last.
 * @returns the file, which the caller moves to its place or removes. It rejects when the stream fails or the signal is
 * aborted; then there is no file.
 */
export const writeNewFile = async (
  root: string,
  content: Readable | string,
  signal: AbortSignal,
): Promise<NewFile> => {
  const file = path.join(root, unfinishedDirectory, randomUUID());
  // From here on an abort ends the wait for the next piece of the stream too.
  const source = typeof content === 'string' ? content : addAbortSignal(signal, content);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    return { file, size: await write(file, source) };
  } catch (cause) {
    if (typeof content !== 'string') content.destroy();
    await rm(file, { force: true });
    throw cause;
  }
};

const write = async (file: string, source: Readable | string): Promise<number> => {
  const handle = await open(file, 'wx');
  try {
    // Each call goes on where the last one ended, and the stream waits for it.
    for await (const piece of typeof source === 'string' ? [source] : source)
      await handle.writeFile(piece as string | Uint8Array);
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
};
