import { expect, it } from 'vitest';

import { describeCases } from '../../support/describe-cases.js';
import { errorOf, resultOf } from '../../support/run-results.js';

/** An image with users of its own, which runs as one of them, and whose list of users lies elsewhere. */
const image = {
  names: ['users:1'],
  files: [
    {
      path: 'usr/share/users',
      text: 'root:x:0:0::/:/bin/sh\napp:x:4242:5::/:/bin/sh\nother:x:4343:4343::/:\n',
    },
    { path: 'etc/group', text: 'root:x:0:\nstaff:x:7:app\n' },
  ],
  links: { 'etc/passwd': '../usr/share/users' },
  changes: ['ENV PATH=/bin', 'USER app:staff'],
};

const job = (user: unknown, connections: object = { x: 'c1' }) => ({
  payload: 'users:1',
  parameters: {
    command: 'sh -c {{vars.script}}',
    vars: { script: `id -u; id -g; stat -c '%a %u' "$LAVA_CONN_X" "\${LAVA_CONN_X%/*}"; "$LAVA_CONN_X" a` },
    connections,
    host_config: { user },
  },
});

const connections = { c1: { type: 'generic', enabled: true, attributes: { a: 's' } } };

describeCases('connections in an image with users of its own', [image], ({ bench }) => {
  it.each([
    ['other', '4343\n4343', 4343],
    ['other:staff', '4343\n7', 4343],
    ['app:0', '4242\n0', 4242],
    ['', '4242\n7', 4242],
    [null, '4242\n7', 4242],
    ['root', '0\n0', 0],
    [':7', '0\n7', 0],
  ])('case 97: work for the user %j, and belong to whom the engine takes it for', (user, ids, owner) =>
    bench({ connections }, async ({ run }) => {
      const ended = await run(job(user));
      resultOf(ended);
      expect(ended.log).toBe(`${ids}\n700 ${owner}\n700 ${owner}\ns`);
    }),
  );

  it('case 97: are refused for a user whom the image does not have, whom the engine refuses as well', () =>
    bench({ connections }, async (own) => {
      const ended = await own.run(job('nobody'));
      expect(errorOf(ended)).toMatchObject({
        code: 'connection.container-user',
        message: expect.stringMatching(
          /^Connection c1: the image \S+\/users:1 has no user nobody in its \/etc\/passwd/,
        ) as string,
      });
      expect(own.engine.requestsTo('POST', /\/start$/)).toEqual([]);
      expect(errorOf(await own.run(job('nobody', {}))).message).toMatch(/unable to find user nobody/);
    }));
});
