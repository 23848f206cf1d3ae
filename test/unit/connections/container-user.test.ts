import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { fileOwner, fixedUid } from '../../../src/connections/container-user.js';

const owner = (uid: number, workerUid: number): unknown => {
  const decided = fileOwner('c1', { uid, reason: `host_config.user is ${uid}`, workerUid });
  return E.isRight(decided) ? decided.right : decided.left.message;
};

describe('fixedUid', () => {
  it.each([
    ['1000', 1000],
    ['+1000', 1000],
    ['1000:5', 1000],
    ['0:staff', 0],
    ['root', 0],
    ['root:root', 0],
    [':5', 0],
  ])('is that of the user %j in every image', (user, uid) => {
    expect(fixedUid(user)).toBe(uid);
  });

  it.each(['', 'app', 'app:5', '-1', 'root\n', '0x10', '1 '])('is not there for %j', (user) => {
    expect(fixedUid(user)).toBeUndefined();
  });
});

describe('fileOwner', () => {
  it.each([
    [1000, 1000],
    [0, 1000],
    [0, 0],
  ])('leaves the files to the worker for a container of %d and a worker of %d', (uid, workerUid) => {
    expect(owner(uid, workerUid)).toEqual({ _tag: 'worker' });
  });

  it('gives the files to another user when the worker is root', () => {
    expect(owner(4242, 0)).toEqual({ _tag: 'other', uid: 4242 });
  });

  it('case 97: says that a worker without the rights of root cannot do that', () => {
    expect(owner(4242, 1000)).toBe(
      "Connection c1: host_config.user is 4242, and the worker, which has the user id 1000 and is not root, cannot give it the files of the connection: leave host_config.user out, or give it the id of the worker's user or of root",
    );
  });
});
