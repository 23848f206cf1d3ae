import * as E from 'fp-ts/lib/Either.js';

import { type Decoder, refine } from './decode/decoder.js';
import { text } from './decode/scalars.js';

/** Where something lies in S3. @public */
export interface S3Location {
  readonly bucket: string;
  /** Key, or prefix of keys, without slashes at its ends; empty for the whole bucket. */
  readonly key: string;
}

const trimSlashes = (part: string): string => part.replace(/^\/+/, '').replace(/(?<!\/)\/+$/, '');

/**
 * Reads an S3 location as lava does: `s3://b/p`, `s3:b/p`, `/b/p`, `b/p` and `s3://b/p/` are equal, the scheme is
 * case-sensitive, and slashes inside the key are kept as they are.
 * @public
 */
export const parseS3Location = (location: string): E.Either<string, S3Location> => {
  const path = trimSlashes(location.replace(/^s3:(?:\/\/)?/, ''));
  const [bucket = ''] = path.split('/', 1);
  return bucket === ''
    ? E.left(`Invalid S3 object name: ${location === '' ? '""' : location}`)
    : E.right({ bucket, key: trimSlashes(path.slice(bucket.length)) });
};

/** The normal form of a location: `s3://bucket/key`, or `s3://bucket`. @public */
export const s3LocationText = ({ bucket, key }: S3Location): string =>
  key === '' ? `s3://${bucket}` : `s3://${bucket}/${key}`;

/**
 * The location below another: `joinS3('s3://b/tmp', 'demo/d', 'logs')` is `s3://b/tmp/demo/d/logs`.
 * @param location - in normal form
 * @param parts - each may hold slashes; they are put together as they are, as lava does
 * @public
 */
export const joinS3 = (location: string, ...parts: readonly string[]): string =>
  [location, ...parts].join('/');

/** An S3 location, decoded to its parts. @public */
export const s3Location: Decoder<S3Location> = refine(
  text,
  'an S3 location such as s3://bucket/prefix',
  parseS3Location,
);

/**
 * An S3 location, decoded to its normal form. lava keeps the text as it is, so that a slash at its end doubles in
 * every key made from it.
 * @public
 */
export const s3Uri: Decoder<string> = refine(
  s3Location,
  'an S3 location such as s3://bucket/prefix',
  (location) => E.right(s3LocationText(location)),
);
