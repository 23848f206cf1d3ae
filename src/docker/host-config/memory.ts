import * as E from 'fp-ts/lib/Either.js';

import { type Decoder, decoder, refine } from '../../job/decode/decoder.js';
import { readNumber } from '../../job/decode/scalars.js';
import { parseBytes } from './parse-bytes.js';
import { isFalsy } from './python-falsy.js';
import { wholeNumberWithin } from './whole-numbers.js';

/** The engine reads sizes into a Go `int64`. */
const tooLarge = 2 ** 63;

const notASize = 'must be a whole number of bytes, or text such as 512m';

const readSize = (value: unknown): E.Either<string, number> => {
  const size = typeof value === 'string' ? parseBytes(value) : E.fromNullable(notASize)(readNumber(value));
  if (E.isLeft(size)) return size;
  return Number.isInteger(size.right) && Math.abs(size.right) < tooLarge ? size : E.left(notASize);
};

const size: Decoder<number> = decoder('a whole number of bytes, or text such as 512m', readSize);

/** docker-py's `parse_bytes` gives 0 for anything of length 0. */
const sizeOrEmpty: Decoder<number> = decoder(size.name, (value) =>
  typeof value === 'object' && isFalsy(value) ? E.right(0) : readSize(value),
);

/** The engine's least memory limit. */
const leastMemory = 6 * 2 ** 20;

/** `mem_limit`. 0 is sent, and means no limit. */
export const memLimit: Decoder<number> = refine(
  sizeOrEmpty,
  '0, or at least 6 MB: a whole number of bytes, or text such as 512m',
  (bytes) =>
    bytes === 0 || bytes >= leastMemory
      ? E.right(bytes)
      : E.left(`Minimum memory limit allowed is 6MB, not ${bytes} bytes`),
);

/** `memswap_limit`: memory and swap together; -1 means no limit. */
export const memswapLimit: Decoder<number> = sizeOrEmpty;

/** `mem_swappiness`: a percentage; -1 leaves it to the kernel. */
export const memSwappiness: Decoder<number> = wholeNumberWithin({ from: -1, to: 100 });

/** `shm_size`: size of `/dev/shm`. 0 is sent, and means the engine's default. */
export const shmSize: Decoder<number> = refine(
  size,
  'at least 0: a whole number of bytes, or text such as 64m',
  (bytes) => (bytes >= 0 ? E.right(bytes) : E.left(`SHM size can not be less than 0, as ${bytes} is`)),
);
