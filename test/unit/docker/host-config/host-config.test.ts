import * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';

import { containerFields } from '../../../../src/docker/host-config/container-fields.js';
import { hostConfig } from '../../../../src/docker/host-config/host-config.js';
import { hostConfigNames } from '../../../../src/docker/host-config/fields.js';
import { problemsOf } from '../../../../src/job/decode/problems.js';
import type { Problem } from '../../../../src/job/problem.js';

/** A number as DynamoDB's document client wraps it. */
class WrappedNumber {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

const defaults = {
  uid: 1001,
  gid: 1002,
  realm: 'dev',
  worker: 'core',
  runId: 'R',
  temporaryDirectory: '/tmp/job',
};

const problems = (given: unknown): readonly Problem[] => {
  const decoded = hostConfig.decode(given);
  return E.isLeft(decoded)
    ? problemsOf(decoded.left, { under: 'parameters.host_config', values: 'show' })
    : [];
};
const messages = (given: unknown): readonly string[] => problems(given).map(({ message }) => message);

const fields = (given: unknown): ReturnType<typeof containerFields> => {
  const decoded = hostConfig.decode(given);
  if (E.isLeft(decoded)) throw new Error(messages(given).join('\n'));
  return containerFields(decoded.right, defaults);
};

test('there are 33 parameters', () => {
  expect(hostConfigNames).toHaveLength(33);
});

describe('the defaults', () => {
  test("are lava's", () => {
    expect(fields({})).toEqual({
      hostname: 'lava-dev-core-R',
      user: '1001',
      workingDirectory: '/tmp/job',
      networkDisabled: false,
      exposedPorts: [],
      hostConfig: { NetworkMode: 'default', GroupAdd: ['1002'] },
    });
  });

  test('give way to what is given', () => {
    const given = { user: '0:0', group_add: ['5'], working_dir: '/tmp/lava', hostname: 'web' };
    expect(fields(given)).toMatchObject({
      hostname: 'web',
      user: '0:0',
      workingDirectory: '/tmp/lava',
      hostConfig: { GroupAdd: ['5'] },
    });
  });

  test('give way to what is given and empty, too', () => {
    expect(fields({ user: null, group_add: null, working_dir: null, hostname: null })).toEqual({
      networkDisabled: false,
      exposedPorts: [],
      hostConfig: { NetworkMode: 'default' },
    });
    expect(fields({ user: '', group_add: [], working_dir: '', hostname: '' })).toMatchObject({
      hostname: '',
      user: '',
      workingDirectory: '',
      hostConfig: { NetworkMode: 'default' },
    });
  });

  test('hold for a parameter that is undefined', () => {
    expect(fields({ user: undefined })).toEqual(fields({}));
  });

  test('leave the hostname out when the network is that of another container', () => {
    expect(fields({ network_mode: 'container:abc' })).not.toHaveProperty('hostname');
    expect(fields({ network_mode: 'host' })).toHaveProperty('hostname');
  });
});

describe('numbers from DynamoDB', () => {
  test.each([
    ['plain', 512],
    ['as text', '512'],
    ['as bigint', 512n],
    ['wrapped', new WrappedNumber('512')],
  ])('are taken %s', (_, number) => {
    expect(fields({ cpu_shares: number, mem_swappiness: 0 }).hostConfig).toMatchObject({
      CpuShares: 512,
      MemorySwappiness: 0,
    });
  });

  test('are taken in every numeric parameter', () => {
    const number = (text: string): WrappedNumber => new WrappedNumber(text);
    const given = {
      mem_limit: number('536870912'),
      memswap_limit: 1073741824n,
      shm_size: number('67108864'),
      cpu_period: '100000',
      cpu_quota: number('50000'),
      blkio_weight: '300',
      device_read_bps: [{ Path: '/dev/sda', Rate: number('1048576') }],
      blkio_weight_device: [{ Path: '/dev/sda', Weight: 200n }],
      ports: { '80': number('8080'), '81': new Set([number('8081')]) },
      group_add: new Set([number('5')]),
      user: number('1000'),
    };
    const { user, hostConfig: api } = fields(given);
    expect(user).toBe('1000');
    expect(api).toEqual({
      NetworkMode: 'default',
      Memory: 536870912,
      MemorySwap: 1073741824,
      ShmSize: 67108864,
      CpuPeriod: 100000,
      CpuQuota: 50000,
      BlkioWeight: 300,
      BlkioDeviceReadBps: [{ Path: '/dev/sda', Rate: 1048576 }],
      BlkioWeightDevice: [{ Path: '/dev/sda', Weight: 200 }],
      PortBindings: {
        '80/tcp': [{ HostIp: '', HostPort: '8080' }],
        '81/tcp': [{ HostIp: '', HostPort: '8081' }],
      },
      GroupAdd: ['5'],
    });
  });

  test.each([0, '0', 0n, new WrappedNumber('0'), '', [], {}, new Set(), false, null])(
    'are left out when they are zero or empty: %o',
    (zero) => {
      expect(fields({ cpu_shares: zero, cpu_period: zero, nano_cpus: zero, blkio_weight: zero })).toEqual(
        fields({}),
      );
    },
  );
});

describe('problems', () => {
  test('are all told at once, unexpected keys first, each with its path, what was found and what is allowed', () => {
    const given = { privileged: true, mem_limit: '5x', bogus: 1, dns: ['8.8.8.8', 5], cpu_shares: 'many' };
    expect(problems(given)).toEqual([
      {
        path: 'parameters.host_config',
        message: 'Bad host_config parameters: Unexpected keys: bogus, privileged',
        found: '"bogus, privileged"',
        allowed: hostConfigNames.join(', '),
      },
      {
        path: 'parameters.host_config.cpu_shares',
        message: 'Bad host_config parameters: cpu_shares: must be a whole number',
        found: '"many"',
        allowed: 'a whole number of at least 2',
      },
      {
        path: 'parameters.host_config.dns[1]',
        message: 'Bad host_config parameters: dns: must be text',
        found: '5',
        allowed: 'text',
      },
      {
        path: 'parameters.host_config.mem_limit',
        message:
          'Bad host_config parameters: mem_limit: The specified value for memory (5x) should specify the units. The postfix should be one of the `b` `k` `m` `g` characters',
        found: '"5x"',
        allowed: '0, or at least 6 MB: a whole number of bytes, or text such as 512m',
      },
    ]);
  });

  test.each([[[]], ['x'], [5]])('are told of a host_config that is no map: %o', (given) => {
    expect(messages(given)).toEqual(['Bad host_config parameters: must be a map']);
  });

  test.each([
    [{ blkio_weight: 70_000 }, 'blkio_weight: must be a whole number from 0 to 65535, not 70000'],
    [
      { blkio_weight_device: ['/dev/sda:200'] },
      'blkio_weight_device: must be a map such as {"Path": "/dev/sda", "Weight": 300}',
    ],
    [
      { device_read_bps: [{ Path: '/dev/sda', Rate: '1mb' }] },
      'device_read_bps: must be a whole number from 0 to 9007199254740991',
    ],
    [{ device_read_bps: [{ Rate: 5 }] }, 'device_read_bps: Missing keys: Path'],
    [{ cap_add: { NET_ADMIN: true } }, 'cap_add: must be a list'],
    [{ cpu_count: true }, 'cpu_count: must be a whole number'],
    [{ cpu_period: 999 }, 'cpu_period: must be from 1000 (1 ms) to 1000000 (1 s), not 999'],
    [{ cpu_quota: 999 }, 'cpu_quota: must be at least 1000 (1 ms), or -1, not 999'],
    [{ cpu_shares: 1 }, 'cpu_shares: must be at least 2, not 1'],
    [
      { cpuset_cpus: 'bogus' },
      'cpuset_cpus: invalid format: bogus: must be numbers and ranges such as 0-2,4',
    ],
    [{ cpuset_mems: '1-0' }, 'cpuset_mems: invalid format: 1-0: must be numbers and ranges such as 0-2,4'],
    [{ extra_hosts: { h: 'bad' } }, 'extra_hosts: invalid IP address in add-host: "bad"'],
    [
      { extra_hosts: ['h=1.2.3.4'] },
      'extra_hosts: bad format for add-host: "h=1.2.3.4": must be host:address',
    ],
    [{ group_add: 100 }, 'group_add: must be a list'],
    [{ group_add: [null] }, 'group_add: must be a name or an id of a group'],
    [{ hostname: 'a'.repeat(65) }, 'hostname: must be at most 64 bytes, not 65'],
    [{ mem_limit: '5m' }, 'mem_limit: Minimum memory limit allowed is 6MB, not 5242880 bytes'],
    [{ mem_swappiness: 101 }, 'mem_swappiness: must be a whole number from -1 to 100, not 101'],
    [{ nano_cpus: -1 }, 'nano_cpus: must be a whole number of at least 0, not -1'],
    [{ network_disabled: 'true' }, 'network_disabled: must be true or false'],
    [
      { network_mode: 'container:' },
      'network_mode: invalid container format container:<name|id>: container:',
    ],
    [{ shm_size: -1 }, 'shm_size: SHM size can not be less than 0, as -1 is'],
    [{ user: -1 }, 'user: uids and gids must be in range 0-2147483647, which -1 is not'],
    [
      { working_dir: 'relative/dir' },
      "working_dir: the working directory 'relative/dir' is invalid, it needs to be an absolute path",
    ],
  ])('name the parameter: %o', (given, message) => {
    expect(messages(given)).toEqual([`Bad host_config parameters: ${message}`]);
  });
});

describe('parameters that cannot stand together', () => {
  test.each([
    [
      { network_mode: 'host', ports: { '80': 1 } },
      'ports: "host" network_mode is incompatible with port_bindings',
    ],
    [
      { network_mode: 'container:x', hostname: 'web' },
      'hostname: conflicting options: hostname and the network mode container:x',
    ],
    [
      { network_mode: 'container:x', dns: ['8.8.8.8'] },
      'dns: conflicting options: dns and the network mode container:x',
    ],
    [
      { network_mode: 'container:x', publish_all_ports: true },
      'publish_all_ports: conflicting options: publish_all_ports and the network mode container:x',
    ],
    [
      { nano_cpus: 1e9, cpu_period: 100_000 },
      'nano_cpus: conflicting options: nano_cpus and cpu_period cannot both be set',
    ],
    [{ memswap_limit: '1g' }, 'memswap_limit: mem_limit must be set when memswap_limit is'],
    [
      { mem_limit: '512m', memswap_limit: '256m' },
      'memswap_limit: memswap_limit (268435456) must not be below mem_limit (536870912), which it includes',
    ],
  ])('are told: %o', (given, message) => {
    expect(messages(given)).toEqual([`Bad host_config parameters: ${message}`]);
  });

  test.each([
    { network_mode: 'host', ports: {} },
    { network_mode: 'container:x', hostname: '', dns: [], extra_hosts: {}, publish_all_ports: false },
    { network_mode: 'container:x', domainname: 'example.com', dns_search: ['a'] },
    { nano_cpus: 1e9, cpu_quota: -1 },
    { nano_cpus: 0, cpu_quota: 50_000 },
    { memswap_limit: -1 },
    { mem_limit: '512m', memswap_limit: '512m' },
  ])('are no others: %o', (given) => {
    expect(messages(given)).toEqual([]);
  });

  test('are not told of a parameter that is wrong by itself', () => {
    expect(messages({ memswap_limit: '1g', mem_limit: 'x' })).toHaveLength(1);
  });
});
