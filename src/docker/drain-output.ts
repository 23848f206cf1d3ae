import type { Emit } from '../job/emit-event.js';
import type { OutputLog } from '../job/program/output-log.js';
import type { ContainerOutput, OutputChunk } from '../ports/container.js';

/** How many bytes of each stream have been taken. */
export interface StreamSizes {
  readonly stdout: number;
  readonly stderr: number;
}

/** Output on its way into the log. */
export interface Drain {
  /** Settles when the output has ended and all of it is in the log. Never rejects. */
  readonly ended: Promise<void>;
  readonly sizes: () => StreamSizes;
  /** Counts the pieces, to see whether any still arrive. */
  readonly pieces: () => number;
}

/**
 * Reads an output to its end, whatever happens to the log: a container whose output nobody reads stands still.
 * @param skip - how many bytes of each stream to leave out, because the log has them
 */
export const drainOutput = (
  output: ContainerOutput,
  log: OutputLog,
  emit: Emit,
  skip: StreamSizes = { stdout: 0, stderr: 0 },
): Drain => {
  const sizes = { stdout: 0, stderr: 0 };
  let pieces = 0;
  const takeAll = async (): Promise<void> => {
    for await (const chunk of output) {
      pieces += 1;
      const bytes = unseenPart(chunk, sizes, skip);
      sizes[chunk.stream] += chunk.bytes.length;
      if (bytes.length === 0) continue;
      await log.append(bytes);
      emit({ kind: 'output', stream: chunk.stream, bytes });
    }
  };
  return { ended: takeAll(), sizes: () => ({ ...sizes }), pieces: () => pieces };
};

const unseenPart = ({ stream, bytes }: OutputChunk, seen: StreamSizes, skip: StreamSizes): Uint8Array =>
  bytes.subarray(Math.max(0, skip[stream] - seen[stream]));
