import type { ContainerOutput, OutputChunk } from '../../ports/container.js';

/** How many bytes an attached output holds for its reader before the writer has to wait. */
const roomBytes = 64 * 1024;

/** Both ends of an output: what the container writes into, and what the caller reads. */
export interface OutputPipe {
  readonly output: ContainerOutput;
  /** Settles when there is room for more. */
  readonly push: (chunk: OutputChunk) => Promise<void>;
  /** The container has ended, or the connection broke: what was pushed can still be read. */
  readonly end: () => void;
  /** Neither ended nor closed. */
  readonly isOpen: () => boolean;
}

/** Makes a pipe. */
export const makeOutputPipe = (): OutputPipe => {
  const queue: OutputChunk[] = [];
  let queuedBytes = 0;
  let state: 'open' | 'ended' | 'closed' = 'open';
  const changed = makeNotice();

  const end = (): void => {
    if (state === 'open') state = 'ended';
    changed.tell();
  };
  const close = (): void => {
    state = 'closed';
    queue.length = 0;
    queuedBytes = 0;
    changed.tell();
  };
  const enqueue = (chunk: OutputChunk): void => {
    queue.push(chunk);
    queuedBytes += chunk.bytes.length;
    changed.tell();
  };
  const push = async (chunk: OutputChunk): Promise<void> => {
    if (state !== 'open' || chunk.bytes.length === 0) return;
    enqueue(chunk);
    while (isFull()) await changed.next();
  };
  const isFull = (): boolean => state === 'open' && queuedBytes >= roomBytes;
  const isOpen = (): boolean => state === 'open';

  async function* read(): AsyncGenerator<OutputChunk, void, undefined> {
    try {
      for (;;) {
        const chunk = queue.shift();
        if (chunk) {
          queuedBytes -= chunk.bytes.length;
          changed.tell();
          yield chunk;
        } else if (isOpen()) {
          await changed.next();
        } else {
          return;
        }
      }
    } finally {
      close();
    }
  }
  return { output: { [Symbol.asyncIterator]: read, close }, push, end, isOpen };
};

/** Lets any number of waiters sleep until something has changed. */
const makeNotice = (): { readonly tell: () => void; readonly next: () => Promise<void> } => {
  let waiting: (() => void)[] = [];
  return {
    tell: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    next: () =>
      new Promise((wake) => {
        waiting.push(wake);
      }),
  };
};
