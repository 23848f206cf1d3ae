import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  makeDemultiplexer,
  makeTerminalReader,
  type DemultiplexedChunk,
  type Demultiplexer,
} from '../../../../src/adapters/docker-engine/demultiplex.js';
import { makeLineMender } from '../../../../src/adapters/docker-engine/mend-lines.js';

type Stream = DemultiplexedChunk['stream'];

const streamBytes: Readonly<Record<Stream, number>> = { stdout: 1, stderr: 2, engine: 3 };

const frame = (stream: Stream, payload: Uint8Array | string): Buffer => {
  const bytes = Buffer.from(payload);
  const header = Buffer.alloc(8);
  header.writeUInt8(streamBytes[stream], 0);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
};

const run = (demultiplexer: Demultiplexer, pieces: readonly Uint8Array[]): readonly DemultiplexedChunk[] => [
  ...pieces.flatMap((piece) => demultiplexer.push(piece)),
  ...demultiplexer.end(),
];

/** Neighbours of one stream joined: what a reader sees, whatever the pieces were. */
const joined = (chunks: readonly DemultiplexedChunk[]): readonly (readonly [Stream, string])[] => {
  const result: [Stream, string][] = [];
  for (const { stream, bytes } of chunks) {
    const last = result.at(-1);
    const hex = Buffer.from(bytes).toString('hex');
    if (last?.[0] === stream) last[1] += hex;
    else if (hex !== '') result.push([stream, hex]);
  }
  return result;
};

const cutAt = (bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] => {
  const positions = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...positions].map((start, index) => bytes.subarray(start, positions[index] ?? bytes.length));
};

const frames = fc.array(
  fc.record({
    stream: fc.constantFrom<Stream>('stdout', 'stderr', 'engine'),
    bytes: fc.uint8Array({ maxLength: 40 }),
  }),
  { maxLength: 20 },
);

describe('the demultiplexer', () => {
  it('gives the same bytes for every sequence of frames, however it is cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 30 }), (sequence, cuts) => {
        const whole = Buffer.concat(sequence.map(({ stream, bytes }) => frame(stream, bytes)));
        const given = joined(run(makeDemultiplexer(), cutAt(whole, cuts)));
        expect(given).toEqual(joined(sequence));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives what had come of a frame that is cut off', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat(), (bytes, cut) => {
        const kept = cut % bytes.length;
        const whole = frame('stderr', bytes).subarray(0, 8 + kept);
        expect(joined(run(makeDemultiplexer(), [whole]))).toEqual(
          joined([{ stream: 'stderr', bytes: bytes.subarray(0, kept) }]),
        );
      }),
    );
  });

  it('takes 100,000 frames in one piece without recursion', () => {
    const one = frame('stdout', 'x');
    const piece = Buffer.concat(Array.from({ length: 100_000 }, () => one));
    const chunks = run(makeDemultiplexer(), [piece]);
    expect(chunks).toHaveLength(1);
    expect(chunks[0]?.bytes).toHaveLength(100_000);
  });

  it('keeps nothing of a huge frame back', () => {
    const length = 64 * 1024 * 1024;
    const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32BE(length, 4);
    const piece = Buffer.alloc(65_536, 'y');
    const demultiplexer = makeDemultiplexer();
    demultiplexer.push(header);
    for (let given = 0; given < length; given += piece.length) {
      const [chunk, ...others] = demultiplexer.push(piece);
      expect(others).toEqual([]);
      // The very memory of the piece: nothing was gathered or copied.
      expect(chunk?.bytes.buffer).toBe(piece.buffer);
    }
    expect(demultiplexer.end()).toEqual([]);
  });

  it('joins frames of one stream that follow each other in a piece', () => {
    const piece = Buffer.concat([
      frame('stdout', 'a'),
      frame('stdout', ''),
      frame('stdout', 'b'),
      frame('stderr', 'c'),
    ]);
    const chunks = makeDemultiplexer().push(piece);
    expect(chunks.map(({ stream, bytes }) => [stream, Buffer.from(bytes).toString()])).toEqual([
      ['stdout', 'ab'],
      ['stderr', 'c'],
    ]);
  });

  it('takes frames of stdin for stdout, as Docker does', () => {
    const piece = frame('stdout', 'x');
    piece[0] = 0;
    expect(makeDemultiplexer().push(piece)[0]?.stream).toBe('stdout');
  });

  it.each([['short'], ['a text without frames'], ['{"json": true}\n'.repeat(100)]])(
    'passes bytes through that are no frames: %j',
    (text) => {
      const chunks = run(makeDemultiplexer(), cutAt(Buffer.from(text), [3, 9, 11]));
      expect(joined(chunks)).toEqual([['stdout', Buffer.from(text).toString('hex')]]);
    },
  );

  it('reads the output of a terminal as it is, even if it looks like frames', () => {
    const bytes = Buffer.concat([frame('stderr', 'x'), Buffer.from('42')]);
    expect(joined(run(makeTerminalReader(), cutAt(bytes, [1, 5])))).toEqual([
      ['stdout', bytes.toString('hex')],
    ]);
  });
});

describe('the log of the local driver', () => {
  const mended = (...payloads: readonly (readonly [Stream, string])[]): readonly string[] =>
    joined(
      run(makeDemultiplexer(makeLineMender()), [
        Buffer.concat(payloads.map(([stream, payload]) => frame(stream, payload))),
      ]),
    ).map(([stream, hex]) => `${stream}:${Buffer.from(hex, 'hex').toString()}`);

  const piece = 'x'.repeat(16_384);

  it('gets back the line feed of a line that was longer than 16 KiB', () => {
    expect(mended(['stdout', piece], ['stdout', 'end'], ['stdout', 'next\n'])).toEqual([
      `stdout:${piece}end\nnext\n`,
    ]);
  });

  it('mends each stream by itself', () => {
    expect(mended(['stdout', piece], ['stdout', 'end'], ['stderr', 'e\n'], ['stdout', 'next\n'])).toEqual([
      `stdout:${piece}end`,
      'stderr:e\n',
      'stdout:\nnext\n',
    ]);
  });

  it('adds nothing to an unterminated end, nor to lines that are whole', () => {
    expect(mended(['stdout', 'a\n'], ['stdout', 'b'])).toEqual(['stdout:a\nb']);
  });
});
