import * as TE from 'fp-ts/lib/TaskEither.js';

import { type ObjectStore, taggedError } from '../../src/index.js';
import { makeInMemoryObjectStore } from '../../src/testing/index.js';

/** An object store that takes nothing. */
export const makeFailingObjectStore = (): ObjectStore => ({
  ...makeInMemoryObjectStore(),
  put: () =>
    TE.left(taggedError('AccessDenied', { code: 'store.denied', message: 'nothing may be stored here' })),
});
