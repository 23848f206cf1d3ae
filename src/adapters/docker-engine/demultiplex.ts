import type { OutputChunk } from '../../ports/container.js';
import type { FrameMender } from './mend-lines.js';

/** What came out of a piece of a stream, in order. */
export type DemultiplexedChunk =
  | OutputChunk
  /** A message of the engine itself about the stream, not of the program. */
  | { readonly stream: 'engine'; readonly bytes: Uint8Array };

/** Takes an attach or log stream apart. */
export interface Demultiplexer {
  /** Takes the next piece, for good: the chunks are made in its memory. */
  readonly push: (piece: Uint8Array) => readonly DemultiplexedChunk[];
  /** What a stream that ends inside a frame's header leaves over. */
  readonly end: () => readonly DemultiplexedChunk[];
}

const headerLength = 8;

/** The first byte of a frame's header, see "Stream format" of `ContainerAttach` in the Docker Engine API; 0 is stdin. */
const streams: readonly DemultiplexedChunk['stream'][] = ['stdout', 'stdout', 'stderr', 'engine'];

/** The stream of a container with a terminal: all of it is stdout. */
export const makeTerminalReader = (): Demultiplexer => ({
  push: (bytes) => (bytes.length === 0 ? [] : [{ stream: 'stdout', bytes }]),
  end: () => [],
});

/**
 * Makes a demultiplexer for the stream of a container without a terminal: frames of 8 bytes of header (stream, three
 * zeros, length) and their payload. It keeps no payload back: a frame's bytes are given as they come, so a frame of any
 * length costs no memory, and one that is cut off at the end loses nothing. Frames of one stream that follow each other
 * in a piece are joined inside of it, for a copy of all output would double what the garbage collector has to do.
 *
 * Bytes that cannot be a header mean that the stream has no frames (any more); they are given as stdout.
 * @param mender - for a log whose driver drops bytes between frames
 */
export const makeDemultiplexer = (mender?: FrameMender): Demultiplexer => {
  const header = new Uint8Array(headerLength);
  const headerView = new DataView(header.buffer);
  let headerFilled = 0;
  let stream: DemultiplexedChunk['stream'] = 'stdout';
  let frameLength = 0;
  let payloadLeft = 0;
  let hasFrames = true;

  /** Takes bytes of a header from a piece. @returns the position after them */
  const readHeader = (piece: Uint8Array, start: number): number => {
    let position = start;
    for (; headerFilled < headerLength && position < piece.length; position += 1) {
      header[headerFilled] = piece[position] ?? 0;
      headerFilled += 1;
    }
    return position;
  };

  const leaveFrames = (runs: Runs): void => {
    hasFrames = false;
    stream = 'stdout';
    runs.insert(stream, header.slice(0, headerFilled));
    headerFilled = 0;
  };

  const beginFrame = (runs: Runs): void => {
    const named = mayBeHeader(header, headerLength) ? streams[header[0] ?? 0] : undefined;
    if (named === undefined) {
      leaveFrames(runs);
      return;
    }
    stream = named;
    frameLength = headerView.getUint32(4);
    payloadLeft = frameLength;
    headerFilled = 0;
    const missing = frameLength === 0 ? undefined : mender?.beforeFrame(stream);
    if (missing !== undefined) runs.insert(stream, missing);
  };

  const push = (piece: Uint8Array): readonly DemultiplexedChunk[] => {
    const runs = makeRuns(piece);
    let position = 0;
    while (position < piece.length) {
      if (!hasFrames) payloadLeft = piece.length - position;
      if (payloadLeft === 0) {
        position = readHeader(piece, position);
        if (headerFilled === headerLength) beginFrame(runs);
        continue;
      }
      const end = Math.min(piece.length, position + payloadLeft);
      const lastByte = piece[end - 1] ?? 0;
      runs.append(stream, position, end);
      payloadLeft -= end - position;
      position = end;
      if (hasFrames && payloadLeft === 0) mender?.afterFrame(stream, { length: frameLength, lastByte });
    }
    return runs.chunks();
  };

  const end = (): readonly DemultiplexedChunk[] => {
    const runs = makeRuns(new Uint8Array());
    // A cut header holds no output. What was not even the beginning of one was output of a stream without frames.
    if (headerFilled > 0 && !mayBeHeader(header, headerFilled)) leaveFrames(runs);
    return runs.chunks();
  };

  return { push, end };
};

const mayBeHeader = (header: Uint8Array, length: number): boolean => {
  for (let index = 1; index < Math.min(length, 4); index += 1) if (header[index] !== 0) return false;
  return (header[0] ?? 0) < streams.length;
};

/** Gathers the runs of bytes of one stream in a piece. */
interface Runs {
  /** Adds a part of the piece, after all that was added before. */
  readonly append: (stream: DemultiplexedChunk['stream'], start: number, end: number) => void;
  /** Adds bytes that are not in the piece. */
  readonly insert: (stream: DemultiplexedChunk['stream'], bytes: Uint8Array) => void;
  readonly chunks: () => readonly DemultiplexedChunk[];
}

const makeRuns = (piece: Uint8Array): Runs => {
  const chunks: DemultiplexedChunk[] = [];
  let stream: DemultiplexedChunk['stream'] = 'stdout';
  let start = 0;
  let end = 0;
  const finish = (): void => {
    if (end > start) chunks.push({ stream, bytes: piece.subarray(start, end) });
    start = end;
  };
  return {
    append: (nextStream, nextStart, nextEnd) => {
      if (nextStream === stream && end > start) {
        // Over the header between the two.
        if (nextStart > end) piece.copyWithin(end, nextStart, nextEnd);
        end += nextEnd - nextStart;
        return;
      }
      finish();
      stream = nextStream;
      start = nextStart;
      end = nextEnd;
    },
    insert: (nextStream, bytes) => {
      finish();
      chunks.push({ stream: nextStream, bytes });
    },
    chunks: () => {
      finish();
      return chunks;
    },
  };
};
