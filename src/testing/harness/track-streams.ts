import type { Readable } from 'node:stream';

import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ObjectStore } from '../../ports/object-store.js';

/** An object store, and how many of the streams that went into it or came out of it are open. */
export interface TrackedStore {
  readonly store: ObjectStore;
  readonly openStreams: () => number;
}

/** Wraps an object store so that streams which nobody has ended are seen. */
export const trackStreams = (store: ObjectStore): TrackedStore => {
  const streams: Readable[] = [];
  return {
    openStreams: () => streams.filter((stream) => !stream.destroyed).length,
    store: {
      ...store,
      put: (location, body, options) => {
        const open = (): Readable => {
          const stream = body.open();
          streams.push(stream);
          return stream;
        };
        return store.put(location, { size: body.size, open }, options);
      },
      get: (location, options) =>
        pipe(
          store.get(location, options),
          TE.map(
            O.map((found) => {
              streams.push(found.stream);
              return found;
            }),
          ),
        ),
    },
  };
};
