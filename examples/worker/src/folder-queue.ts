import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { type Clock, pause } from 'lava-docker-job';

import type { JobQueue, ReceivedMessage } from './job-queue.js';

/**
 * A message is a file `<name>.json`. One that has been received is `<name>.json.<count>.<visible at>`: how often, and the
 * time in ms since 1970 from which it may be received again.
 */
const messageFile = /^(?<name>[^.].*\.json)(?:\.(?<count>\d+)\.(?<visibleAt>\d+))?$/;

interface MessageFile {
  readonly file: string;
  readonly name: string;
  readonly count: number;
  readonly visibleAtMs: number;
}

/** An empty folder is looked at again after this time. */
const pollMs = 1000;

/**
 * Makes a queue of a folder's files, in the order of their names. Put a message there under another name and rename it.
 * Several workers may share a folder: a message belongs to the one that renames it first.
 */
export const makeFolderQueue = (folder: string, clock: Clock): JobQueue => {
  const messages = async (): Promise<readonly MessageFile[]> =>
    (await readdir(folder)).sort().flatMap((file) => readFileName(file) ?? []);

  /** Renames a message, so that it is hidden. @returns whether it was there to be renamed */
  const hide = async ({ file, name }: MessageFile, count: number, visibilityMs: number): Promise<boolean> => {
    const hidden = `${name}.${count}.${Math.ceil(clock.now() + visibilityMs)}`;
    try {
      await rename(path.join(folder, file), path.join(folder, hidden));
      return true;
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return false;
      throw cause;
    }
  };

  const take = async (message: MessageFile, visibilityMs: number): Promise<ReceivedMessage | undefined> => {
    const receiveCount = message.count + 1;
    if (!(await hide(message, receiveCount, visibilityMs))) return undefined;
    const receipt = `${message.name}.${receiveCount}.`;
    const file = await fileOf(receipt);
    const body = file === undefined ? '' : await readFile(path.join(folder, file.file), 'utf8');
    return { body, receiveCount, receipt };
  };

  /** The file of a reception, unless the message has been received again or deleted. */
  const fileOf = async (receipt: string): Promise<MessageFile | undefined> =>
    (await messages()).find(({ file }) => file.startsWith(receipt));

  return {
    receive: async (visibilityMs, signal) => {
      const visible = (await messages()).filter(({ visibleAtMs }) => visibleAtMs <= clock.now());
      for (const message of visible) {
        const taken = signal.aborted ? undefined : await take(message, visibilityMs);
        if (taken !== undefined) return taken;
      }
      await pause(clock, signal, pollMs);
      return undefined;
    },
    extend: async ({ receipt, receiveCount }, visibilityMs) => {
      const message = await fileOf(receipt);
      if (message === undefined || !(await hide(message, receiveCount, visibilityMs)))
        throw new Error(`The message ${receipt} has been received again`);
    },
    delete: async ({ receipt }) => {
      const message = await fileOf(receipt);
      if (message !== undefined) await rm(path.join(folder, message.file), { force: true });
    },
  };
};

const readFileName = (file: string): MessageFile | undefined => {
  const found = messageFile.exec(file)?.groups;
  if (found === undefined) return undefined;
  const { name = '', count = '0', visibleAt = '0' } = found;
  return { file, name, count: Number(count), visibleAtMs: Number(visibleAt) };
};
