import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { Container } from '../../../src/ports/container.js';
import { calm } from '../abort-faults.js';
import { onContainer, refused, type RuntimeFaults } from './make-faults.js';

/** Faults with files of containers, by the case that must find them. */
export const fileFaults: RuntimeFaults = {
  'reads a file of a container that has not been started, byte for byte': [
    onContainer('decodes files', (container) => ({
      readFile: (file, options) =>
        TE.map(O.map((bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString('utf8'))))(
          container.readFile(file, options),
        ),
    })),
  ],
  'reads a file through a symbolic link': [
    onContainer('does not follow links', (container) => ({
      readFile: (file, options) =>
        file.endsWith('link') ? TE.right(O.none) : container.readFile(file, options),
    })),
  ],
  'reads a file that is empty, and one of 1 MiB': [
    onContainer('takes an empty file for none', (container) => ({
      readFile: (file, options) =>
        TE.map((read: O.Option<Uint8Array>) => (O.isSome(read) && read.value.length === 0 ? O.none : read))(
          container.readFile(file, options),
        ),
    })),
  ],
  'refuses to read a file of more than 1 MiB': [
    onContainer('takes a file that is too large for none', (container) => ({
      readFile: (file, options) =>
        TE.alt((): ReturnType<Container['readFile']> => TE.right(O.none))(container.readFile(file, options)),
    })),
  ],
  'finds no file where there is none, or a directory': [
    onContainer('fails where there is no file', (container) => ({
      readFile: (file, options) =>
        TE.chain((read: O.Option<Uint8Array>) => (O.isNone(read) ? TE.left(refused()) : TE.right(read)))(
          container.readFile(file, options),
        ),
    })),
  ],
  'reads nothing of a container that is gone, or after an abort': [
    onContainer('ignores the signal', (container) => ({
      readFile: (file) => container.readFile(file, calm()),
    })),
  ],
};
