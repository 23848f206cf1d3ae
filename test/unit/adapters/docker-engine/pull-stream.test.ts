import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { makeLineSplitter, parsePullLine } from '../../../../src/adapters/docker-engine/pull-stream.js';

const split = (pieces: readonly Uint8Array[]): readonly string[] => {
  const splitter = makeLineSplitter();
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
};

describe('the lines of a pull', () => {
  it('are the same however the stream is cut, with or without a last line feed', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((status) => JSON.stringify({ status }));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 20 }),
        (lines, separator, ended, cuts) => {
          const bytes = Buffer.from(lines.join(separator) + (ended && lines.length > 0 ? separator : ''));
          const positions = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
          const pieces = [0, ...positions].map((start, index) =>
            bytes.subarray(start, positions[index] ?? bytes.length),
          );
          expect(split(pieces).map((text) => text.trim())).toEqual(lines);
        },
      ),
    );
  });

  it('are read in linear time when one is very long', () => {
    const line = JSON.stringify({ status: 'x'.repeat(4_000_000) });
    const bytes = Buffer.from(line);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
      bytes.subarray(index * 1000, (index + 1) * 1000),
    );
    expect(split(pieces)).toEqual([line]);
  });
});

describe('a line of a pull', () => {
  it('tells the progress of a layer', () => {
    expect(
      parsePullLine(
        '{"status":"Downloading","progressDetail":{"current":5,"total":9},"progress":"[>","id":"ab12"}',
      ),
    ).toEqual({
      _tag: 'progress',
      progress: { status: 'Downloading', layer: 'ab12', currentBytes: 5, totalBytes: 9 },
    });
  });

  it('does not take the tag for a layer', () => {
    expect(parsePullLine('{"status":"Pulling from team/tool","id":"latest"}')).toEqual({
      _tag: 'progress',
      progress: { status: 'Pulling from team/tool' },
    });
  });

  it('without progress has no numbers', () => {
    expect(parsePullLine('{"status":"Verifying Checksum","progressDetail":{},"id":"ab12"}')).toEqual({
      _tag: 'progress',
      progress: { status: 'Verifying Checksum', layer: 'ab12' },
    });
  });

  it.each([
    ['{"errorDetail":{"message":"detail"},"error":"short"}', 'detail'],
    ['{"errorDetail":{"code":1,"message":"newer engines"}}', 'newer engines'],
    ['{"error":"only the old member"}', 'only the old member'],
    ['{"errorDetail":{}}', 'The pull failed, and the engine does not say why'],
  ])('is an error: %s', (line, message) => {
    expect(parsePullLine(line)).toEqual({ _tag: 'error', message });
  });

  it('that cannot be understood is an error, shown in part only', () => {
    const line = parsePullLine(`<html>${'x'.repeat(5000)}`);
    expect(line?._tag).toBe('error');
    expect(line?._tag === 'error' && line.message.length).toBeLessThan(300);
  });

  it('that says nothing is passed over', () => {
    expect(parsePullLine('{"stream":"Trying to pull …"}')).toBeUndefined();
  });
});
