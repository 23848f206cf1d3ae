import { Readable } from 'node:stream';

import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { ObjectBody, ObjectLocation, ObjectStore, StoredObject } from '../../src/ports/object-store.js';
import {
  describeObjectStoreContract,
  makeInMemoryObjectStore,
  type ObjectStoreSubject,
} from '../../src/testing/index.js';
import { atOnce, calm } from './abort-faults.js';
import { type Fault, findsFaults } from './finds-faults.js';

const makeSubject = (): ObjectStoreSubject => ({
  store: makeInMemoryObjectStore(),
  bucket: 'b',
  otherBucket: 'o',
  missingBucket: 'm',
});

const fault = (
  wrong: string,
  spoil: (store: ObjectStore) => Partial<ObjectStore>,
): Fault<ObjectStoreSubject> => [
  wrong,
  (subject) => ({ ...subject, store: { ...subject.store, ...spoil(subject.store) } }),
];

/** Takes every location for another one. */
const onLocation =
  (change: (location: ObjectLocation) => ObjectLocation) =>
  (store: ObjectStore): ObjectStore => ({
    put: (location, body, options) => store.put(change(location), body, options),
    get: (location, options) => store.get(change(location), options),
    list: (prefix, options) => store.list(change(prefix), options),
    remove: (location, options) => store.remove(change(location), options),
  });

const onKey = (change: (key: string) => string): ((store: ObjectStore) => ObjectStore) =>
  onLocation(({ bucket, key }) => ({ bucket, key: change(key) }));

const onKeys =
  (change: (keys: readonly string[]) => readonly string[]) =>
  (store: ObjectStore): Partial<ObjectStore> => ({
    list: (prefix, options) => TE.map(change)(store.list(prefix, options)),
  });

type Found = StoredObject & { readonly stream: Readable };

const onFound =
  (change: (found: Found) => Found) =>
  (store: ObjectStore): Partial<ObjectStore> => ({
    get: (location, options) => TE.map(O.map(change))(store.get(location, options)),
  });

/** Stores another body than it was given. */
const onBody =
  (change: (bytes: Buffer, body: ObjectBody) => Buffer) =>
  (store: ObjectStore): Partial<ObjectStore> => ({
    put: (location, body, options) => async () => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of body.open()) chunks.push(Buffer.from(chunk as Uint8Array));
      } catch {
        // What has been read so far is stored.
      }
      const bytes = change(Buffer.concat(chunks), body);
      const stored = { size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) };
      return store.put(location, stored, options)();
    },
  });

/** Stores an object after the former one has been removed. */
const removesFirst = (store: ObjectStore): Partial<ObjectStore> => ({
  put: (location, body, options) =>
    TE.chain(() => store.put(location, body, options))(store.remove(location, options)),
});

/** Whoever calls while another call is under way is turned away. */
const servesOne = (store: ObjectStore): Partial<ObjectStore> => {
  let busy = false;
  return {
    put: (location, body, options) => async () => {
      if (busy) throw new Error('busy');
      busy = true;
      const stored = await store.put(location, body, options)();
      busy = false;
      return stored;
    },
  };
};

/** Lets a stream read what is stored when it is read, and not when it was opened. */
const readsLate = (store: ObjectStore): Partial<ObjectStore> => ({
  get: (location, options) =>
    TE.map(
      O.map((found: Found) => {
        async function* late(): AsyncGenerator<Uint8Array> {
          const now = await store.get(location, calm())();
          if (E.isRight(now) && O.isSome(now.right))
            for await (const piece of now.right.value.stream) yield piece as Uint8Array;
        }
        found.stream.destroy();
        return { ...found, stream: Readable.from(late(), { objectMode: false }) };
      }),
    )(store.get(location, options)),
});

/** Mixes the facts of one object with the bytes of another. */
const mixesWriters = (store: ObjectStore): Partial<ObjectStore> => {
  let first: ObjectBody | undefined;
  return {
    put: (location, body, options) => () => {
      if (location.key !== 'contended') return store.put(location, body, options)();
      first ??= body;
      return store.put(location, first, options)();
    },
  };
};

/** Does its work at the first time only. */
const once = <Err, A>(task: TE.TaskEither<Err, A>): TE.TaskEither<Err, A> => {
  let running: ReturnType<typeof task> | undefined;
  return () => (running ??= task());
};

/** Shows half of an object while it is being replaced. */
const showsHalf = (store: ObjectStore): Partial<ObjectStore> => ({
  put: (location, body, options) => async () => {
    const half = Math.floor(body.size / 2);
    const part = { size: half, open: () => Readable.from([Buffer.alloc(half, 'x')], { objectMode: false }) };
    await store.put(location, part, options)();
    await new Promise(setImmediate);
    return store.put(location, body, options)();
  },
});

findsFaults('describeObjectStoreContract', describeObjectStoreContract, makeSubject, {
  'gives back the bytes, the size and the content type of an object': [
    fault('finds nothing', () => ({ get: () => TE.right(O.none) })),
    fault('tells another key than that of the object', (store) => ({
      put: (location, body, options) =>
        TE.map((stored: StoredObject) => ({
          ...stored,
          location: { ...location, key: location.key.toLowerCase() },
        }))(store.put(location, body, options)),
    })),
    fault(
      'forgets the content type',
      onFound((found) => ({ ...found, contentType: 'binary/octet-stream' })),
    ),
  ],
  'keeps an empty object': [
    fault('takes an empty object for none', (store) => ({
      get: (location, options) =>
        TE.map((found: O.Option<Found>) => (O.isSome(found) && found.value.size === 0 ? O.none : found))(
          store.get(location, options),
        ),
    })),
  ],
  'keeps every byte as it is': [
    fault(
      'decodes bytes',
      onBody((bytes) => Buffer.from(bytes.toString('utf8'))),
    ),
  ],
  'keeps an object of 12 MiB': [
    fault(
      'keeps the first part only',
      onBody((bytes) => bytes.subarray(0, 5 * 1024 * 1024)),
    ),
  ],
  'keeps objects under odd keys apart and lists the keys exactly': [
    fault(
      'takes keys for paths',
      onKey((key) => new URL(`x:/${key}`).pathname),
    ),
    fault(
      'takes a plus for a blank',
      onKey((key) => key.replaceAll('+', ' ')),
    ),
  ],
  'tells keys apart that differ in upper and lower case only': [
    fault(
      'ignores upper and lower case',
      onKey((key) => key.toLowerCase()),
    ),
  ],
  'keeps a key beside the keys that begin with it and a slash': [
    fault('removes what is below a key with it', (store) => ({
      put: (location, body, options) => async () => {
        const below = await store.list({ ...location, key: `${location.key}/` }, options)();
        for (const key of E.isRight(below) ? below.right : [])
          await store.remove({ ...location, key }, options)();
        return store.put(location, body, options)();
      },
    })),
  ],
  'takes what other keys begin with for no object': [
    fault('fails for a key that is a directory', (store) => ({
      get: (location, options) => async () => {
        const below = await store.list({ ...location, key: `${location.key}/` }, options)();
        if (E.isRight(below) && below.right.length > 0) throw new Error('EISDIR');
        return store.get(location, options)();
      },
    })),
    fault('removes what is below a key with it', (store) => ({
      remove: (location, options) => async () => {
        const below = await store.list({ ...location, key: `${location.key}/` }, options)();
        for (const key of E.isRight(below) ? below.right : [])
          await store.remove({ ...location, key }, options)();
        return store.remove(location, options)();
      },
    })),
  ],
  'does nothing until a task is called, and does it again each time': [
    fault('stores at the call', (store) => ({
      put: (location, body, options) => atOnce(store.put(location, body, options)),
    })),
    fault('opens at the call', (store) => ({
      get: (location, options) => atOnce(store.get(location, options)),
    })),
    fault('lists once', (store) => ({ list: (prefix, options) => once(store.list(prefix, options)) })),
  ],
  'keeps buckets apart': [
    fault('lists all buckets', (store) => ({
      list: (prefix, options) => async () => {
        const lists = await Promise.all(
          ['b', 'o'].map((bucket) => store.list({ ...prefix, bucket }, options)()),
        );
        return E.right(lists.flatMap((list) => (E.isRight(list) ? list.right : [])));
      },
    })),
    fault('removes from all buckets', (store) => ({
      remove: (location, options) =>
        TE.chain(() => store.remove({ ...location, bucket: 'b' }, options))(
          store.remove({ ...location, bucket: 'o' }, options),
        ),
    })),
    fault(
      'has one bucket',
      onLocation(({ key }) => ({ bucket: 'b', key })),
    ),
  ],
  'replaces an object as a whole, its content type and key id included': [
    fault('remembers the former key id', (store) => {
      let last: string | undefined;
      return {
        put: (location, body, options) => {
          last = options.kmsKeyId ?? last;
          return store.put(location, body, last === undefined ? options : { ...options, kmsKeyId: last });
        },
      };
    }),
  ],
  'opens a body anew for each time that it is stored': [
    fault('opens a body once', (store) => {
      const opened = new WeakMap<ObjectBody, Readable>();
      return {
        put: (location, body, options) => {
          const open = (): Readable => {
            const stream = opened.get(body) ?? body.open();
            opened.set(body, stream);
            return stream;
          };
          return store.put(location, { size: body.size, open }, options);
        },
      };
    }),
  ],
  'gives none for an object that is not there': [
    fault('gives an empty object for none', (store) => ({
      get: (location, options) =>
        TE.map((found: O.Option<Found>) =>
          O.isSome(found) ? found : O.some({ location, size: 0, contentType: '', stream: Readable.from([]) }),
        )(store.get(location, options)),
    })),
  ],
  'gives a stream that can be given up before its end': [
    fault(
      'gives a stream that fails',
      onFound((found) => ({ ...found, stream: failing() })),
    ),
  ],
  'removes an object, and what is not there too': [
    fault('does not remove', () => ({ remove: () => TE.right(undefined) })),
    fault('rejects when there is nothing to remove', (store) => ({
      remove: (location, options) => async () => {
        const found = await store.get(location, options)();
        if (E.isRight(found) && O.isNone(found.right)) throw new Error('NoSuchKey');
        return store.remove(location, options)();
      },
    })),
  ],
  'leaves the former object when the stream of the new one fails': [
    fault(
      'stores what it has read',
      onBody((bytes) => bytes),
    ),
    fault('removes the former object before it has the new one', removesFirst),
  ],
  'leaves the former object when the body cannot be opened': [
    fault('removes the former object before it has the new one', removesFirst),
    fault('rejects when a body cannot be opened', (store) => ({
      put: (location, body, options) => () => {
        body.open().destroy();
        return store.put(location, body, options)();
      },
    })),
  ],
  'refuses a body that is shorter than announced': [
    fault(
      'does not count',
      onBody((bytes) => bytes),
    ),
  ],
  'refuses a body that is longer than announced': [
    fault(
      'cuts at the announced size',
      onBody((bytes, { size }) => bytes.subarray(0, size)),
    ),
  ],
  'does nothing when the signal is aborted before the call': [
    fault('ignores aborts', (store) => ({ get: (location) => store.get(location, calm()) })),
    fault('stores all the same', (store) => ({
      put: (location, body, options) => store.put(location, body, { ...options, ...calm() }),
    })),
    fault('removes all the same', (store) => ({ remove: (location) => store.remove(location, calm()) })),
  ],
  'gives up a put whose body stands still, leaves the former object and destroys the stream': [
    fault('leaves the stream open', (store) => ({
      put: (location, body, options) => async () => {
        const stood = body.open();
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        if (!options.signal.aborted) return store.put(location, body, options)();
        stood.pause();
        return store.put(location, body, options)();
      },
    })),
    fault('removes the former object before it has the new one', removesFirst),
    fault('does not hear of an abort', (store) => ({
      put: (location, body, options) => () =>
        store.put(location, body, options.signal.aborted ? options : { ...options, ...calm() })(),
    })),
  ],
  'gives Aborted when the signal is aborted during the call': [
    fault('does not look at the signal again when it reads', (store) => ({
      get: (location, options) => () => store.get(location, options.signal.aborted ? options : calm())(),
    })),
    fault('does not look at the signal again when it lists', (store) => ({
      list: (prefix, options) => () => store.list(prefix, options.signal.aborted ? options : calm())(),
    })),
  ],
  'listens to the signal no longer when a call has ended': [
    fault('listens for ever', (store) => ({
      put: (location, body, options) => () => {
        options.signal.addEventListener('abort', () => undefined);
        return store.put(location, body, options)();
      },
    })),
  ],
  'lists keys in the order of their UTF-8 bytes': [
    fault(
      'lists in the order of JavaScript',
      onKeys((keys) => [...keys].sort()),
    ),
    fault(
      'lists in the order of a language',
      onKeys((keys) => [...keys].sort((a, b) => a.localeCompare(b))),
    ),
  ],
  'lists what begins with a prefix, whole segment or not': [
    fault('lists whole segments only', (store) => ({
      list: (prefix, options) =>
        TE.map((keys: readonly string[]) =>
          keys.filter(
            (key) => prefix.key.endsWith('/') || key === prefix.key || key.startsWith(`${prefix.key}/`),
          ),
        )(store.list(prefix, options)),
    })),
    fault('lists everything', (store) => ({
      list: ({ bucket }, options) => store.list({ bucket, key: '' }, options),
    })),
  ],
  'lists unicode and odd prefixes': [
    fault('decodes prefixes', (store) => ({
      list: ({ bucket, key }, options) => store.list({ bucket, key: decodeURIComponent(key) }, options),
    })),
  ],
  'lists more than a thousand keys': [
    fault(
      'lists no more than a page',
      onKeys((keys) => keys.slice(0, 1000)),
    ),
  ],
  'lists nothing of a bucket that does not exist': [
    fault('rejects for a bucket that does not exist', (store) => ({
      list: (prefix, options) =>
        prefix.bucket === 'm' ? () => Promise.reject(new Error('NoSuchBucket')) : store.list(prefix, options),
    })),
  ],
  'stores different objects at the same time': [fault('serves one caller at a time', servesOne)],
  'holds one of the objects, whole, that were stored under one key at the same time': [
    fault('mixes objects that are stored at the same time', mixesWriters),
  ],
  'keeps a stream of the former object readable while it is replaced and removed': [
    fault('reads late', readsLate),
  ],
  'shows the former or the new object, whole, to a reader beside a writer': [
    fault('shows half of an object', showsHalf),
  ],
});

/** A stream that fails at once. */
function failing(): Readable {
  return new Readable({
    read() {
      this.destroy(new Error('cut'));
    },
  });
}
