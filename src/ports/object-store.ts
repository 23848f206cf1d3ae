import type { Readable } from 'node:stream';

import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { CallOptions, PortError } from './port-error.js';

/** Where an object is. @public */
export interface ObjectLocation {
  readonly bucket: string;
  /** No slash at either end; may hold any characters. */
  readonly key: string;
}

/** Bytes to be stored. @public */
export interface ObjectBody {
  /** How many bytes {@link ObjectBody.open} gives. */
  readonly size: number;
  /** A new stream from the first byte, at every call, so that a failed upload can be repeated. */
  readonly open: () => Readable;
}

/** How an object is stored. @public */
export interface PutOptions extends CallOptions {
  /** E.g. `text/plain; charset=utf-8`. */
  readonly contentType: string;
  /** KMS key to encrypt with; without one the store's own keys serve (for S3: AES256). */
  readonly kmsKeyId?: string;
}

/** An object as it is stored. @public */
export interface StoredObject {
  readonly location: ObjectLocation;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
  readonly kmsKeyId?: string;
}

/** What an object store can fail with. @public */
export type ObjectStoreError = PortError;

/** Where objects are kept; for lava that is Amazon S3. @public */
export interface ObjectStore {
  /**
   * Stores an object, replacing the one that is there. The object appears whole or not at all: after a failure or an
   * abort the former object, or none, is there. The body's bytes arrive unchanged and are counted; memory is bounded
   * whatever their number.
   */
  readonly put: (
    location: ObjectLocation,
    body: ObjectBody,
    options: PutOptions,
  ) => TE.TaskEither<ObjectStoreError, StoredObject>;
  /**
   * Opens an object.
   * @returns none when there is no such object. The caller reads the stream to its end or destroys it.
   */
  readonly get: (
    location: ObjectLocation,
    options: CallOptions,
  ) => TE.TaskEither<ObjectStoreError, O.Option<StoredObject & { readonly stream: Readable }>>;
  /**
   * Lists the keys of a bucket that begin with a prefix, in the order of their UTF-8 bytes, however many there are.
   * A bucket that does not exist has no keys.
   */
  readonly list: (
    prefix: ObjectLocation,
    options: CallOptions,
  ) => TE.TaskEither<ObjectStoreError, readonly string[]>;
  /**
   * Removes an object, and nothing else: keys that begin with its key stay. Removing what is not there succeeds. An abort
   * that comes when it is under way may come too late.
   */
  readonly remove: (location: ObjectLocation, options: CallOptions) => TE.TaskEither<ObjectStoreError, void>;
}
