import { Readable } from 'node:stream';

import type { ContainerOutput, OutputChunk } from '../../ports/container.js';

/**
 * Lets the stream that a call gives break off: a container's output ends early, as it does when its connection breaks; the
 * `stream` of an object fails. The value may be inside an `Option`.
 * @throws TypeError when there is no stream in it: a fault of the test
 */
export const cutStream = <A>(given: A, afterBytes: number): A =>
  // What is put together has the form of what was given: only a stream in it is another one.
  cut(given, afterBytes) as A;

const cut = (value: unknown, afterBytes: number): unknown => {
  if (isOutput(value)) return cutOutput(value, afterBytes);
  if (!isRecord(value)) throw new TypeError('The call gives no stream that could be cut');
  if (value['stream'] instanceof Readable)
    return { ...value, stream: cutReadable(value['stream'], afterBytes) };
  return value['_tag'] === 'None' ? value : { ...value, value: cut(value['value'], afterBytes) };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isOutput = (value: unknown): value is ContainerOutput =>
  isRecord(value) && Symbol.asyncIterator in value && 'close' in value;

const cutOutput = (output: ContainerOutput, afterBytes: number): ContainerOutput => {
  async function* read(): AsyncGenerator<OutputChunk, void, undefined> {
    let left = afterBytes;
    for await (const chunk of output) {
      const bytes = chunk.bytes.slice(0, left);
      left -= bytes.length;
      if (left === 0) output.close();
      if (bytes.length > 0) yield { stream: chunk.stream, bytes };
      if (left === 0) return;
    }
  }
  return {
    [Symbol.asyncIterator]: read,
    close: () => {
      output.close();
    },
  };
};

const cutReadable = (stream: Readable, afterBytes: number): Readable => {
  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    let left = afterBytes;
    for await (const piece of stream) {
      const bytes = (piece as Uint8Array).subarray(0, left);
      left -= bytes.length;
      if (bytes.length > 0) yield bytes;
      if (left === 0) throw new Error('The stream was cut');
    }
  }
  const pieces = Readable.from(read(), { objectMode: false });
  // A generator that nobody has begun to read cannot clean up after itself.
  return pieces.once('close', () => stream.destroy());
};
