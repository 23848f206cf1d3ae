import path from 'node:path';

/**
 * How a key is written as a path: each segment of the key is a directory or the file, percent-encoded where a file
 * system could take it for something else. `%` never stands before anything but two hexadecimal digits in an encoded
 * segment, which leaves these marks free:
 *
 * - `%_` is an empty segment, as in `a//b`;
 * - a name that ends in `%+` goes on with the next one: file systems hold no more than 255 bytes in a name;
 * - a name that ends in `%` is a file whose plain name a directory has: key `a` beside key `a/b`.
 */
const emptyMark = '%_';
const continuedMark = '%+';
const besideMark = '%';

const longestName = 200;

/** The path of an object's file below the directory of its bucket, as long as no directory has that name. */
export const pathOfKey = (key: string): string => path.join(...key.split('/').flatMap(namesOfSegment));

/** Where the file is when a directory has its plain name. */
export const besidePath = (file: string): string => `${file}${besideMark}`;

/** The name of a bucket's directory. */
export const nameOfBucket = (bucket: string): string => path.join(...namesOfSegment(bucket));

/** The path of the directory that holds every key with the prefix. */
export const directoryOfPrefix = (prefix: string): string => {
  const end = prefix.lastIndexOf('/');
  return end < 0 ? '' : pathOfKey(prefix.slice(0, end));
};

/** The key of a file, from its path below the bucket's directory. */
export const keyOfPath = (file: string): string => {
  const plain = isBeside(file) ? file.slice(0, -besideMark.length) : file;
  return plain
    .split(path.sep)
    .map((name) => (name.endsWith(continuedMark) ? name.slice(0, -continuedMark.length) : `${name}/`))
    .join('')
    .slice(0, -1)
    .split('/')
    .map((segment) => (segment === emptyMark ? '' : decodeURIComponent(segment)))
    .join('/');
};

const isBeside = (file: string): boolean => file.endsWith(besideMark);

/** A key that no text encoding can hold: half of a character that needs two code units. */
export const isWellFormed = (key: string): boolean => !/\p{Surrogate}/u.test(key);

/**
 * No name begins with a dot, so that none is hidden, is `.` or `..`, or is one of the store's own. Nor does any end
 * with one, which Windows would drop.
 */
const namesOfSegment = (segment: string): readonly string[] => {
  if (segment === '') return [emptyMark];
  const encoded = encodeURIComponent(segment)
    .replace(/\*/g, '%2A')
    .replace(/^\.|\.$/g, '%2E');
  if (encoded.length <= longestName) return [encoded];
  // A cut may fall before any dot, so a long segment keeps none.
  const pieces = encoded.replace(/\./g, '%2E').match(new RegExp(`.{1,${longestName}}`, 'g')) ?? [];
  return pieces.map((piece, index) => (index < pieces.length - 1 ? `${piece}${continuedMark}` : piece));
};
