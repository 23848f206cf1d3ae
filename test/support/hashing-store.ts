import { createHash } from 'node:crypto';

import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ObjectLocation, ObjectStore } from '../../src/index.js';
import { makeInMemoryObjectStore } from '../../src/testing/index.js';

/** What a hashing store has of an object instead of its bytes. */
export interface HashedObject {
  readonly location: ObjectLocation;
  readonly bytes: number;
  readonly sha256: string;
}

/** A store that keeps no bytes, for objects too large for memory. Its other methods find nothing. */
export interface HashingStore extends ObjectStore {
  readonly puts: readonly HashedObject[];
}

/**
 * Makes a hashing store.
 * @param beforePiece - awaited before each piece of a body: a slow store takes its time here
 */
export const makeHashingStore = (beforePiece?: () => Promise<void>): HashingStore => {
  const puts: HashedObject[] = [];
  return {
    ...makeInMemoryObjectStore(),
    puts,
    put: (location, body, { contentType }) =>
      TE.fromTask(async () => {
        const hash = createHash('sha256');
        let bytes = 0;
        for await (const piece of body.open()) {
          await beforePiece?.();
          hash.update(piece as Uint8Array);
          bytes += (piece as Uint8Array).length;
        }
        puts.push({ location, bytes, sha256: hash.digest('hex') });
        return { location, size: bytes, contentType };
      }),
  };
};
