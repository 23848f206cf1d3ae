import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { expect, test } from 'vitest';

import { containerFields } from '../../../../src/docker/host-config/container-fields.js';
import { hostConfigNames } from '../../../../src/docker/host-config/fields.js';
import { hostConfig } from '../../../../src/docker/host-config/host-config.js';
import { problemsOf } from '../../../../src/job/decode/problems.js';

const defaults = { uid: 0, gid: 0, realm: 'r', worker: 'w', runId: 'i', temporaryDirectory: '/t' };

/** Values that some parameter takes, and values that none does. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('512m', '0-1', '127.0.0.1', 'host', 'container:x', '/tmp', 1000, 50_000, true, 5n),
  fc.constantFrom<unknown>(
    { '80/tcp': 8080 },
    { h: '10.0.0.1' },
    [{ Path: '/dev/sda', Rate: 5 }],
    new Set(['a']),
  ),
);
const given = fc.dictionary(fc.constantFrom(...hostConfigNames), value, { maxKeys: 6 });

test('any host_config is either refused by name or can be sent', () => {
  fc.assert(
    fc.property(given, (config) => {
      const decoded = hostConfig.decode(config);
      if (E.isRight(decoded)) {
        const { hostConfig: api } = containerFields(decoded.right, defaults);
        expect(JSON.parse(JSON.stringify(api))).toEqual(api);
      } else {
        for (const { message } of problemsOf(decoded.left, { values: 'show' }))
          expect(message).toMatch(/^Bad host_config parameters: [a-z_]+: /);
      }
    }),
    { numRuns: 500 },
  );
});

test('a host_config that is no map is refused, whatever it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.array(value), fc.string(), fc.integer(), fc.boolean()), (config) => {
      expect(E.isLeft(hostConfig.decode(config))).toBe(true);
    }),
  );
});
