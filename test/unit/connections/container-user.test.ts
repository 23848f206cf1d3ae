import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';

import { fileOwner } from '../../../src/connections/container-user.js';

const owner = (user: string, workerUid: number): unknown => {
  const decided = fileOwner('c1', { user, workerUid });
  return E.isRight(decided) ? decided.right : decided.left.message;
};

describe('fileOwner', () => {
  it.each([
    ['1000', 1000],
    ['1000:5', 1000],
    ['0', 1000],
    ['0:0', 1000],
    ['root', 1000],
    ['root:root', 0],
  ])('leaves the files to the worker for a container of %s and a worker of %d', (user, workerUid) => {
    expect(owner(user, workerUid)).toEqual({ _tag: 'worker' });
  });

  it('gives the files to another user when the worker is root', () => {
    expect(owner('4242:1', 0)).toEqual({ _tag: 'other', uid: 4242 });
  });

  it('case 97: says early that a worker without the rights of root cannot do that', () => {
    expect(owner('4242', 1000)).toBe(
      "Connection c1: host_config.user is 4242, and the worker, which has the user id 1000 and is not root, cannot give it the files of the connection: leave host_config.user out, or give it the id of the worker's user or of root",
    );
  });

  it.each([
    ['app', 'app'],
    ['app:5', 'app:5'],
    ['', 'empty (the user of the image)'],
    ['-1', '-1'],
  ])('case 97: says early that the id of the user %j is not known', (user, named) => {
    for (const workerUid of [0, 1000])
      expect(owner(user, workerUid)).toBe(
        `Connection c1: host_config.user is ${named}, whose user id is not known to the worker: leave host_config.user out, or give it the id of the worker's user or of root`,
      );
  });
});
