import type { DemultiplexedChunk } from './demultiplex.js';

/** Puts back what a log driver dropped between the frames of a stream. */
export interface FrameMender {
  /** What is missing before the next frame of a stream. */
  readonly beforeFrame: (stream: DemultiplexedChunk['stream']) => Uint8Array | undefined;
  /** Told of every frame once it is complete. */
  readonly afterFrame: (
    stream: DemultiplexedChunk['stream'],
    frame: { readonly length: number; readonly lastByte: number },
  ) => void;
}

/** The engine cuts longer lines into pieces of this length (`defaultBufSize` of its log copier). */
const pieceLength = 16_384;

const lineFeed = 10;

/**
 * Makes a mender for the log of the `local` driver. As Docker 20.10 reads it back, a line longer than 16 KiB has lost its
 * line feed; every other byte is as it was written. A frame that neither ends a line nor is a whole piece was the end of
 * such a line, if another frame follows.
 *
 * What cannot be told: the line feed of a line of exactly 16 KiB, or a multiple; and of a longer one that is the very last.
 */
export const makeLineMender = (): FrameMender => {
  const cutLines = new Set<DemultiplexedChunk['stream']>();
  return {
    beforeFrame: (stream) => (cutLines.delete(stream) ? Uint8Array.of(lineFeed) : undefined),
    afterFrame: (stream, { length, lastByte }) => {
      if (lastByte !== lineFeed && length !== pieceLength) cutLines.add(stream);
    },
  };
};
