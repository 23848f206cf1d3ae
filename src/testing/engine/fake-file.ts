import { readFile } from 'node:fs/promises';
import path from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

import type { ContainerSpec } from '../../ports/container.js';
import type { EngineRefused } from '../../ports/container-engine.js';
import { refused } from './engine-errors.js';
import type { FakeImage } from './fake-image.js';

const largestBytes = 1024 * 1024;

/** Reads a file of a container: from a mount, if the path leads there, or from the image. */
export const readFakeFile = async (
  { mounts }: ContainerSpec,
  image: FakeImage,
  file: string,
): Promise<E.Either<EngineRefused, O.Option<Uint8Array>>> => {
  const mount = mounts.find(({ target }) => file.startsWith(`${target}/`));
  const bytes =
    mount === undefined
      ? imageFile(image, file)
      : await hostFile(path.join(mount.source, file.slice(mount.target.length)));
  if (bytes === undefined) return E.right(O.none);
  return bytes.length > largestBytes
    ? E.left(refused(413, `The file has ${bytes.length} bytes, and no more than ${largestBytes} are read`))
    : E.right(O.some(bytes));
};

const imageFile = ({ files = {} }: FakeImage, file: string): Uint8Array | undefined => {
  const text = files[file];
  return text === undefined ? undefined : Buffer.from(text, 'utf8');
};

/** What cannot be read as a file is none. */
const hostFile = async (file: string): Promise<Uint8Array | undefined> => {
  try {
    return await readFile(file);
  } catch {
    return undefined;
  }
};
