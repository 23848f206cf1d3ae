/** How objects are uploaded to S3. @public */
export interface S3ObjectStoreOptions {
  /**
   * Bytes of a part; what is not larger goes in one request. Default 5 MiB, which is the least that S3 takes. Parts of very
   * large objects are larger, because S3 takes 10,000 parts.
   */
  readonly partBytes?: number;
  /** How many parts of one object are on their way at the same time. With the part's size it bounds the memory. Default 2. */
  readonly parallelParts?: number;
  /** How often a body is uploaded from its beginning, at most, when the failures may pass. Default 2. */
  readonly attempts?: number;
  /** How long a request that must not be cut has after an abort, and how long giving up an upload has, in ms. Default 5,000. */
  readonly undoMs?: number;
}

/** How objects are uploaded, with the defaults in place. */
export type S3Settings = Required<S3ObjectStoreOptions>;

/** Limits of S3. */
const smallestPart = 5 * 1024 * 1024;
const mostParts = 10_000;

/**
 * The options with the defaults in place, also for what is given as `undefined`.
 * @throws TypeError naming the option that cannot be meant
 */
export const s3Settings = ({
  partBytes = smallestPart,
  parallelParts = 2,
  attempts = 2,
  undoMs = 5_000,
}: S3ObjectStoreOptions): S3Settings => {
  check('partBytes', partBytes, 'a whole number of bytes from 5 MiB', isWhole(partBytes, smallestPart));
  check('parallelParts', parallelParts, 'a whole number above 0', isWhole(parallelParts, 1));
  check('attempts', attempts, 'a whole number above 0', isWhole(attempts, 1));
  check('undoMs', undoMs, 'a whole number of ms, 0 or more', isWhole(undoMs, 0));
  return { partBytes, parallelParts, attempts, undoMs };
};

const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

const check = (option: string, given: number, allowed: string, holds: boolean): void => {
  if (!holds) throw new TypeError(`S3 option ${option}: found ${given}, allowed: ${allowed}`);
};

/** Bytes of each part of a body of that size. */
export const partBytesFor = (size: number, { partBytes }: S3Settings): number =>
  Math.max(partBytes, Math.ceil(size / mostParts));
