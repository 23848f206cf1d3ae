import assert from 'node:assert/strict';
import { Readable } from 'node:stream';

import type { ObjectBody } from '../../../ports/object-store.js';
import { aborted, calm, type ContractCases, defineCases, failsWith, right } from '../suite.js';
import { bodyOf, hasText, type ObjectStoreSubject, plainText, store } from './subject.js';

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
    );
    await failsWith('Aborted', objects.get(location, aborted()));
    await failsWith('Aborted', objects.list(location, aborted()));
    await failsWith('Aborted', objects.remove(location, aborted()));
    await hasText(subject, 'there', 'former');
  },
  'gives up a put whose body stands still, leaves the former object and destroys the stream': async (
    subject,
  ) => {
    const { store: objects, bucket } = subject;
    await store(subject, 'there', 'former');
    for (const key of ['there', 'new']) {
      const { body, stream, signal } = makeStandingBody();
      await failsWith('Aborted', objects.put({ bucket, key }, body, { signal, contentType: plainText }));
      assert.ok(stream.destroyed, 'The stream must not stay open');
    }
    await hasText(subject, 'there', 'former');
    assert.deepEqual(await right(objects.list({ bucket, key: '' }, calm())), ['there']);
  },
});
