import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

import { containerFields } from '../../../../src/docker/host-config/container-fields.js';
import { hostConfig } from '../../../../src/docker/host-config/host-config.js';
import { ports } from '../../../../src/docker/host-config/ports.js';
import { problemsOf } from '../../../../src/job/decode/problems.js';

const bindings = (given: unknown): unknown => {
  const decoded = ports.decode(given);
  return E.isRight(decoded)
    ? decoded.right
    : problemsOf(decoded.left, { under: 'ports', values: 'show' }).map(
        ({ path, message }) => `${path}: ${message}`,
      );
};
const binding = (HostPort: string, HostIp = ''): object => ({ HostIp, HostPort });

describe('ports', () => {
  test.each([
    ['a port', { '80': 8080 }, { '80/tcp': [binding('8080')] }],
    ['a port with a protocol', { '53/udp': '53' }, { '53/udp': [binding('53')] }],
    ['a random port', { '80': null }, { '80/tcp': [binding('')] }],
    ['several ports', { '9': [1, '2', null] }, { '9/tcp': [binding('1'), binding('2'), binding('')] }],
    ['no port', { '80': [] }, { '80/tcp': [] }],
    ['an address', { '80': { HostIp: '127.0.0.1', HostPort: 1 } }, { '80/tcp': [binding('1', '127.0.0.1')] }],
    ['a range', { '80': '3000-3010' }, { '80/tcp': [binding('3000-3010')] }],
    ['the later of two forms of a port', { '80': 1, '80/tcp': 2 }, { '80/tcp': [binding('2')] }],
    ['a protocol in upper case', { '80/TCP': 1 }, { '80/TCP': [binding('1')] }],
  ])('take %s', (_, given, expected) => {
    expect(bindings(given)).toEqual(expected);
  });

  test('are exposed, too, in order', () => {
    const decoded = hostConfig.decode({ ports: { '443': 1, '53/udp': null, '80/tcp': [] } });
    if (E.isLeft(decoded)) throw new Error('not decoded');
    const defaults = { uid: 0, gid: 0, realm: 'r', worker: 'w', runId: 'i', temporaryDirectory: '/t' };
    expect(containerFields(decoded.right, defaults).exposedPorts).toEqual(['443/tcp', '53/udp', '80/tcp']);
  });

  test('are told wrong, all of them at once', () => {
    expect(
      bindings({
        bad: 1,
        '80/xyz': 1,
        '81-82': 1,
        '': 1,
        '1': '127.0.0.1:80',
        '2': 70_000,
        '3': [true, [1]],
        '4': { HostIp: '127.0.0.1' },
        '5': { HostPort: 'x', HostIp: 5 },
        '6': '20-10',
      }),
    ).toEqual([
      'ports[1]: invalid port specification: "127.0.0.1:80"',
      'ports[2]: invalid port specification: "70000"',
      'ports[3][0]: invalid port specification: "True"',
      'ports[3][1]: invalid port specification: "[1]"',
      'ports[4]: Missing keys: HostPort',
      'ports[5].HostPort: invalid port specification: "x"',
      'ports[5].HostIp: must be text',
      'ports[6]: invalid port specification: "20-10"',
      'ports.bad: invalid port specification: "bad"',
      'ports["80/xyz"]: invalid transport protocol: "xyz"',
      'ports.81-82: invalid port specification: "81-82"',
      'ports[""]: invalid port specification: ""',
    ]);
  });

  test('must be a map', () => {
    expect(bindings(['80'])).toEqual(['ports: must be a map']);
  });
});
