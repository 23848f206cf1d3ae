import assert from 'node:assert/strict';
import { Readable } from 'node:stream';

import type { ObjectBody } from '../../../ports/object-store.js';
import {
  aborted,
  calm,
  type ContractCases,
  defineCases,
  failsWith,
  isLeftAlone,
  right,
  some,
  soon,
} from '../suite.js';
import { bodyOf, hasText, type ObjectStoreSubject, plainText, readAll, store } from './subject.js';

/** A body that gives some bytes and then nothing more, ever; the signal is aborted soon after it has been opened. */
const makeStandingBody = (): {
  readonly body: ObjectBody;
  readonly stream: Readable;
  readonly signal: AbortSignal;
} => {
  const controller = new AbortController();
  const stream = new Readable({ read: () => undefined });
  const open = (): Readable => {
    stream.push(Buffer.alloc(1000));
    setImmediate(() => {
      controller.abort();
    });
    return stream;
  };
  return { body: { size: 2000, open }, stream, signal: controller.signal };
};

export const abortCases: ContractCases<ObjectStoreSubject> = defineCases({
  'does nothing when the signal is aborted before the call': async (subject) => {
    const { store: objects, bucket } = subject;
    await store(subject, 'there', 'former');
    const location = { bucket, key: 'there' };
    await failsWith(
      'Aborted',
      objects.put(location, bodyOf('new'), { ...aborted(), contentType: plainText }),
      'put',
    );
    await failsWith('Aborted', objects.get(location, aborted()), 'get');
    await failsWith('Aborted', objects.list(location, aborted()), 'list');
    await failsWith('Aborted', objects.remove(location, aborted()), 'remove');
    await hasText(subject, 'there', 'former');
  },
  'gives up a put whose body stands still, leaves the former object and destroys the stream': async (
    subject,
  ) => {
    const { store: objects, bucket } = subject;
    await store(subject, 'there', 'former');
    for (const key of ['there', 'new']) {
      const { body, stream, signal } = makeStandingBody();
      const options = { signal, contentType: plainText };
      await soon(failsWith('Aborted', objects.put({ bucket, key }, body, options)), 'put');
      assert.ok(stream.destroyed, 'The stream must not stay open');
    }
    await hasText(subject, 'there', 'former');
    assert.deepEqual(await right(objects.list({ bucket, key: '' }, calm())), ['there']);
  },
  'gives Aborted when the signal is aborted during the call': async (subject) => {
    const { store: objects, bucket } = subject;
    await store(subject, 'there', 'former');
    const location = { bucket, key: 'there' };
    for (const method of ['get', 'list'] as const) {
      const controller = new AbortController();
      const running = failsWith('Aborted', objects[method](location, controller), method);
      controller.abort();
      await soon(running, method);
    }
  },
  'listens to the signal no longer when a call has ended': async ({ store: objects, bucket }) => {
    const location = { bucket, key: 'there' };
    const options = { ...calm(), contentType: plainText };
    await right(objects.put(location, bodyOf('text'), options));
    await readAll(some(await right(objects.get(location, options))).stream);
    await right(objects.list(location, options));
    await right(objects.remove(location, options));
    await isLeftAlone(options, 'A call');
  },
});
