import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import type { ObjectBody } from '../../ports/object-store.js';
import type { HostIdentity } from '../job-context.js';

/** Output beyond this many bytes goes to a file. */
const memoryLimitBytes = 256 * 1024;

/** How much of the end is kept for error messages. */
const tailBytes = 2000;

/** Where an output log may put its file, and under which name. @public */
export interface OutputLogPlace {
  /** Made, with mode 0700, when it is needed. It must not be visible to what the job runs. */
  readonly directory: string;
  /** Name of the file, unique to the run, e.g. `${context.newId()}.log`. */
  readonly fileName: string;
}

/**
 * Takes the output of a program, byte for byte, and gives it back as often as need be. Little output stays in memory,
 * more of it goes to a file that only the worker's user can read.
 * @public
 */
export interface OutputLog {
  /** Bytes taken so far. */
  readonly size: () => number;
  /** Adds bytes. Settles when they are safe, so that a caller that waits keeps memory bounded. Never rejects. */
  readonly append: (bytes: Uint8Array) => Promise<void>;
  /** What went wrong with the file, if anything: the log is then incomplete. */
  readonly failure: () => Error | undefined;
  /** The log as it stands, to be stored. */
  readonly body: () => ObjectBody;
  /** The last 2,000 bytes as text. */
  readonly tail: () => string;
  /** Puts everything into the file, for somebody to find, and gives its path. */
  readonly keep: () => Promise<string>;
  /** Closes the file, and removes it unless the log is kept. Harmless when called again. */
  readonly dispose: () => Promise<void>;
}

/** Where logs of this package are kept unless a job type is told otherwise. @public */
export const defaultSpoolDirectory = ({ uid }: HostIdentity): string =>
  join(tmpdir(), `lava-docker-job-spool-${uid}`);

/** Begins an empty log. Whoever begins it disposes of it. @public */
export const makeOutputLog = (place: OutputLogPlace): OutputLog => {
  const path = join(place.directory, place.fileName);
  let inMemory: Uint8Array[] = [];
  let size = 0;
  let recent: Buffer = Buffer.alloc(0);
  let file: FileHandle | undefined;
  let failure: Error | undefined;
  let kept = false;

  const spill = async (): Promise<FileHandle> => {
    await mkdir(place.directory, { recursive: true, mode: 0o700 });
    const handle = await open(path, 'wx+', 0o600);
    file = handle;
    for (const bytes of inMemory) await handle.appendFile(bytes);
    inMemory = [];
    return handle;
  };

  return {
    size: () => size,
    append: async (bytes) => {
      size += bytes.length;
      recent = lastOf(recent, bytes);
      if (failure !== undefined) return;
      if (file === undefined && size <= memoryLimitBytes) {
        // Who gives the bytes may use the buffer again.
        inMemory.push(Uint8Array.from(bytes));
        return;
      }
      try {
        await (file ?? (await spill())).appendFile(bytes);
      } catch (cause) {
        failure = new Error(`Cannot write ${path}`, { cause });
      }
    },
    failure: () => failure,
    body: () => ({
      size,
      open: () =>
        file === undefined ? Readable.from(inMemory, { objectMode: false }) : createReadStream(path),
    }),
    tail: () => new TextDecoder().decode(recent),
    keep: async () => {
      if (file === undefined) await spill();
      kept = true;
      return path;
    },
    dispose: async () => {
      const handle = file;
      file = undefined;
      inMemory = [];
      if (handle === undefined) return;
      await handle.close().catch(() => undefined);
      if (!kept) await rm(path, { force: true }).catch(() => undefined);
    },
  };
};

const lastOf = (recent: Buffer, bytes: Uint8Array): Buffer =>
  bytes.length >= tailBytes
    ? Buffer.from(bytes.subarray(bytes.length - tailBytes))
    : Buffer.concat([recent.subarray(Math.max(0, recent.length + bytes.length - tailBytes)), bytes]);
