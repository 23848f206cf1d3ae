import type { OutputChunk } from '../../ports/container.js';
import type { FrameMender } from './mend-lines.js';

/** What came out of a piece of a stream, in order. */
export type DemultiplexedChunk =
  | OutputChunk
  /** A message of the engine itself about the stream, not of the program. */
  | { readonly stream: 'engine'; readonly bytes: Uint8Array };

/** Takes an attach or log stream apart. */
export interface Demultiplexer {
  /** Takes the next piece. The chunks may share its memory. */
  readonly push: (piece: Uint8Array) => readonly DemultiplexedChunk[];
  /** What a stream that ends inside a frame's header leaves over. */
  readonly end: () => readonly DemultiplexedChunk[];
}

/** A run of bytes of one stream inside a piece. */
interface Run {
  readonly stream: DemultiplexedChunk['stream'];
  readonly parts: Uint8Array[];
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
 * in a piece are joined.
 *
 * Bytes that cannot be a header mean that the stream has no frames (any more); they are given as stdout.
 * @param mender - for a log whose driver drops bytes between frames
 */
export const makeDemultiplexer = (mender?: FrameMender): Demultiplexer => {
  const header = new Uint8Array(headerLength);
  let headerFilled = 0;
  let stream: DemultiplexedChunk['stream'] = 'stdout';
  let frameLength = 0;
  let payloadLeft = 0;
  let hasFrames = true;

  /** Takes bytes of a header from a piece. @returns the position after them */
  const readHeader = (piece: Uint8Array, start: number): number => {
    const end = Math.min(piece.length, start + headerLength - headerFilled);
    header.set(piece.subarray(start, end), headerFilled);
    headerFilled += end - start;
    return end;
  };

  const leaveFrames = (runs: Run[]): void => {
    hasFrames = false;
    stream = 'stdout';
    append(runs, stream, header.slice(0, headerFilled));
    headerFilled = 0;
  };

  const beginFrame = (runs: Run[]): void => {
    const named = isHeader(header) ? streams[header[0] ?? 0] : undefined;
    if (named === undefined) {
      leaveFrames(runs);
      return;
    }
    stream = named;
    frameLength = new DataView(header.buffer).getUint32(4);
    payloadLeft = frameLength;
    headerFilled = 0;
    const missing = frameLength === 0 ? undefined : mender?.beforeFrame(stream);
    if (missing !== undefined) append(runs, stream, missing);
  };

  const push = (piece: Uint8Array): readonly DemultiplexedChunk[] => {
    const runs: Run[] = [];
    let position = 0;
    while (position < piece.length) {
      if (!hasFrames) payloadLeft = piece.length - position;
      if (payloadLeft === 0) {
        position = readHeader(piece, position);
        if (headerFilled === headerLength) beginFrame(runs);
        continue;
      }
      const end = Math.min(piece.length, position + payloadLeft);
      append(runs, stream, piece.subarray(position, end));
      payloadLeft -= end - position;
      position = end;
      if (hasFrames && payloadLeft === 0) {
        mender?.afterFrame(stream, { length: frameLength, lastByte: piece[end - 1] ?? 0 });
      }
    }
    return runs.map(join);
  };

  const end = (): readonly DemultiplexedChunk[] => {
    const runs: Run[] = [];
    // A cut header holds no output. What was not even the beginning of one was output of a stream without frames.
    if (headerFilled > 0 && !mayBeHeader(header, headerFilled)) leaveFrames(runs);
    return runs.map(join);
  };

  return { push, end };
};

const isHeader = (header: Uint8Array): boolean => mayBeHeader(header, headerLength);

const mayBeHeader = (header: Uint8Array, length: number): boolean =>
  (header[0] ?? 0) < streams.length && header.subarray(1, Math.min(length, 4)).every((byte) => byte === 0);

const append = (runs: Run[], stream: Run['stream'], bytes: Uint8Array): void => {
  const last = runs.at(-1);
  if (last?.stream === stream) last.parts.push(bytes);
  else runs.push({ stream, parts: [bytes] });
};

const join = ({ stream, parts }: Run): DemultiplexedChunk => {
  const [first] = parts;
  const bytes = parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
  return { stream, bytes };
};
