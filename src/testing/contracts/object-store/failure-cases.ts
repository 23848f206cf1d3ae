import assert from 'node:assert/strict';
import { Readable } from 'node:stream';

import type { ObjectBody } from '../../../ports/object-store.js';
import { calm, type ContractCase, type ContractCases, defineCases, left, right } from '../suite.js';
import { bodyOf, hasText, type ObjectStoreSubject, plainText, store } from './subject.js';

/** A stream that gives some bytes and then fails. */
const failingBody: ObjectBody = {
  size: 100,
  open: () =>
    Readable.from(
      (function* pieces() {
        yield Buffer.from('begun');
        throw new Error('the disk is gone');
      })(),
      { objectMode: false },
    ),
};

const unopenableBody: ObjectBody = {
  size: 1,
  open: () => {
    throw new Error('no such file');
  },
};

/** A body that cannot be stored: there is an error, and the store stays as it was. */
const leavesAllAsItWas =
  (body: ObjectBody): ContractCase<ObjectStoreSubject> =>
  async (subject) => {
    const { store: objects, bucket } = subject;
    await store(subject, 'there', 'former');
    for (const key of ['there', 'new']) {
      const error = await left(objects.put({ bucket, key }, body, { ...calm(), contentType: plainText }));
      assert.ok(
        ['Unavailable', 'InvalidData'].includes(error._tag),
        `An error that does not fit: ${error._tag}`,
      );
    }
    await hasText(subject, 'there', 'former');
    await hasText(subject, 'new', undefined);
    assert.deepEqual(await right(objects.list({ bucket, key: '' }, calm())), ['there']);
  };

export const failureCases: ContractCases<ObjectStoreSubject> = defineCases({
  'leaves the former object when the stream of the new one fails': leavesAllAsItWas(failingBody),
  'leaves the former object when the body cannot be opened': leavesAllAsItWas(unopenableBody),
  'refuses a body that is shorter than announced': leavesAllAsItWas({ ...bodyOf('short'), size: 6 }),
  'refuses a body that is longer than announced': leavesAllAsItWas({ ...bodyOf('too long'), size: 3 }),
});
