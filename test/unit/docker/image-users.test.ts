import { describe, expect, it } from 'vitest';

import { parseUsers } from '../../../src/docker/image-users.js';

const users = parseUsers(
  ['root:x:0:0::/:/bin/sh', ' app:x:4242:5::/:', 'app:x:7:7::/:', 'odd:x:1k:1::/:', '::3:3', 'x', ''].join(
    '\n',
  ),
);

describe('parseUsers', () => {
  it('finds the id of a user, in the first line that has the name', () => {
    expect(users.uidOf('root')).toBe(0);
    expect(users.uidOf('app')).toBe(4242);
  });

  it.each(['nobody', 'odd', '', 'x', '4242'])('finds nobody of the name %j', (name) => {
    expect(users.uidOf(name)).toBeUndefined();
  });

  it('knows the ids of all lines that are in order', () => {
    expect([0, 4242, 7, 1, 3].map(users.has)).toEqual([true, true, true, false, false]);
  });
});
