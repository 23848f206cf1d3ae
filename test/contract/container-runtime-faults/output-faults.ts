import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { Container, ContainerEnd, ContainerOutput } from '../../../src/ports/container.js';
import { calm } from '../abort-faults.js';
import { onContainer, onPieces, onSpec, refused, type RuntimeFaults, setWrong } from './make-faults.js';

/** Faults in the output of containers, by the case that must find them. */
export const outputFaults: RuntimeFaults = {
  'gives every byte as it was written, without a line end too': [
    setWrong('loses the end of an output', {
      faults: ({ method }) => (method === 'attach' ? { fault: 'cut', afterBytes: 6 } : undefined),
    }),
    onPieces('decodes bytes', (chunk) => ({
      ...chunk,
      bytes: Buffer.from(Buffer.from(chunk.bytes).toString('utf8')),
    })),
  ],
  'keeps stdout and stderr apart': [
    onPieces('takes everything for stdout', ({ bytes }) => ({ stream: 'stdout', bytes })),
  ],
  'gives megabytes of output completely': [
    setWrong('stops after a megabyte', {
      faults: ({ method }) => (method === 'attach' ? { fault: 'cut', afterBytes: 1_000_000 } : undefined),
    }),
    setWrong('keeps a megabyte of the log', {
      faults: ({ method }) => (method === 'readLog' ? { fault: 'cut', afterBytes: 1_000_000 } : undefined),
    }),
    onContainer('lets the output fail at its end', (container) => ({
      attach: (options) =>
        TE.map((output: ContainerOutput) => ({
          close: output.close,
          async *[Symbol.asyncIterator]() {
            yield* output;
            throw new Error('socket hang up');
          },
        }))(container.attach(options)),
    })),
  ],
  'keeps the last of the output for who reads it after the wait': [
    onContainer('ends the output with the wait', (container) => {
      let isOver = false;
      return {
        wait: (options) =>
          TE.map((end: ContainerEnd) => {
            isOver = true;
            return end;
          })(container.wait(options)),
        attach: (options) =>
          TE.map((output: ContainerOutput) => ({
            close: output.close,
            async *[Symbol.asyncIterator]() {
              for await (const chunk of output) if (!isOver) yield chunk;
            },
          }))(container.attach(options)),
      };
    }),
  ],
  'ends the output of a program that writes nothing': [
    onContainer('says something where nothing was said', (container) => ({
      attach: (options) =>
        TE.map((output: ContainerOutput) => ({
          close: output.close,
          async *[Symbol.asyncIterator]() {
            yield { stream: 'stdout' as const, bytes: Buffer.from('\n') };
            yield* output;
          },
        }))(container.attach(options)),
    })),
  ],
  'lets the container go on when the output is closed, once or twice': [
    onContainer('ends the container with the output', (container) => ({
      attach: (options) =>
        TE.map((output: ContainerOutput) => ({
          [Symbol.asyncIterator]: () => output[Symbol.asyncIterator](),
          close: () => {
            output.close();
            void container.remove(calm())();
          },
        }))(container.attach(options)),
    })),
  ],
  'gives an output that is attached after the start, from then on': [
    onContainer('fails to attach to what runs', (container) => {
      let attached = false;
      return {
        attach: (options) => {
          const task = attached ? TE.left(refused()) : container.attach(options);
          attached = true;
          return task;
        },
      };
    }),
  ],
  'reads the log again from its first byte, any number of times': [
    setWrong('loses the end of a log', {
      faults: ({ method }) => (method === 'readLog' ? { fault: 'cut', afterBytes: 3 } : undefined),
    }),
    setWrong('reads a log once only', {
      faults: ({ method, nth }) =>
        method === 'readLog' && nth > 1 ? { fault: 'fail', error: refused() } : undefined,
    }),
  ],
  'reads the log of a running container up to its present end': [
    onPieces('gives no log while the container runs', () => undefined, 'readLog'),
  ],
  'reads an empty log of a container that has not been started': [
    onContainer('has no log before the start', (container) => ({
      readLog: (options) =>
        pipe(
          container.inspect(options),
          TE.chain((state): ReturnType<Container['readLog']> =>
            O.isSome(state) && state.value.status === 'created'
              ? TE.left(refused())
              : container.readLog(options),
          ),
        ),
    })),
  ],
  'runs containers side by side, each with its own output': [
    (() => {
      let first: Readonly<Record<string, string>> | undefined;
      return onSpec('gives all containers the variables of the first', (spec) => {
        first ??= spec.environment;
        return { ...spec, environment: first };
      });
    })(),
  ],
};
