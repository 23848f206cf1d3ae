import type { Readable } from 'node:stream';

import type { ContainerOutput, OutputChunk } from '../../ports/container.js';
import type { Logger } from '../../ports/logger.js';
import { makeDemultiplexer, makeTerminalReader, type DemultiplexedChunk } from './demultiplex.js';
import type { FrameMender } from './mend-lines.js';

/** Where output comes from and how it is framed. */
export interface OutputSource {
  /** An upgraded socket, or the body of an answer. Not yet read. */
  readonly stream: Readable;
  /** Whether the container has a terminal; its output has no frames then. */
  readonly hasTerminal: boolean;
  /** For a log whose driver drops bytes between frames. */
  readonly mender?: FrameMender;
  /** Ends the output when it is aborted. */
  readonly signals: readonly AbortSignal[];
  readonly logger: Logger;
}

/**
 * Makes the port's output of a stream. It reads only as fast as the chunks are taken, so a slow reader holds the engine
 * back and not memory full.
 */
export const makeContainerOutput = (source: OutputSource): ContainerOutput => {
  const { stream, signals } = source;
  const close = (): void => {
    stream.destroy();
  };
  for (const signal of signals) {
    if (signal.aborted) close();
    signal.addEventListener('abort', close, { once: true });
  }
  // The signal of a request has no effect on a socket that has been upgraded, hence the listeners.
  stream.once('close', () => {
    for (const signal of signals) signal.removeEventListener('abort', close);
  });
  // Without a listener a connection that breaks before it is read would end the process.
  stream.on('error', () => undefined);
  return { [Symbol.asyncIterator]: () => readChunks(source), close };
};

async function* readChunks({
  stream,
  hasTerminal,
  mender,
  logger,
}: OutputSource): AsyncGenerator<OutputChunk, void, undefined> {
  const demultiplexer = hasTerminal ? makeTerminalReader() : makeDemultiplexer(mender);
  try {
    for await (const piece of stream) yield* programOutput(demultiplexer.push(piece as Uint8Array), logger);
  } catch {
    // A broken connection ends the output: whether the container has ended is for inspect to say.
  }
  yield* programOutput(demultiplexer.end(), logger);
}

function* programOutput(chunks: readonly DemultiplexedChunk[], logger: Logger): Generator<OutputChunk> {
  for (const { stream, bytes } of chunks) {
    if (stream === 'engine') warnOf(bytes, logger);
    else yield { stream, bytes };
  }
}

/** The engine reports trouble with the stream inside the stream; it is no output of the program. */
const warnOf = (bytes: Uint8Array, logger: Logger): void => {
  logger.warn('The container engine reports a problem with the output of a container', {
    message: Buffer.from(bytes).toString('utf8').slice(0, 1000),
  });
};
