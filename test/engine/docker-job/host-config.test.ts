import { expect, it } from 'vitest';

import { callEngine } from '../../../scripts/lib/engine-client.mjs';
import { withContainer } from '../../../scripts/lib/containers.mjs';
import { hostIdentity } from '../../../src/adapters/local/index.js';
import { describeCases } from '../../support/describe-cases.js';
import type { Bench } from '../../support/job-bench.js';
import { containerOf, errorOf, failureOf, resultOf } from '../../support/run-results.js';
import { testEngine, withRegistry } from '../../support/test-images.js';

/** Numbers as the AWS SDK's document client gives them when it is told to lose no digit. */
class NumberValue {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

/** The bodies of the requests to create a container. */
const creates = ({ engine }: Bench): readonly Readonly<Record<string, unknown>>[] =>
  engine
    .requestsTo('POST', /^\/containers\/create$/)
    .map((request) => JSON.parse(request.body()) as Readonly<Record<string, unknown>>);

const { uid, gid } = hostIdentity();

describeCases('the host configuration of a docker job', [], ({ bench }) => {
  it('case 26: unknown parameters are refused by name before the engine is called', () =>
    bench(async ({ run, engine }) => {
      expect(failureOf(await run({ parameters: { foo: 1, bar: 2 } }))).toEqual({
        error: 'Bad job parameters: Unexpected keys: bar, foo',
        error_data: null,
      });
      expect(engine.requests).toEqual([]);
    }));

  it('case 27: a name that is not permitted is refused before the engine is called', () =>
    bench(async ({ run, engine }) => {
      const ended = await run({ parameters: { host_config: { privileged: true } } });
      expect(failureOf(ended)).toEqual({
        error: 'Bad host_config parameters: Unexpected keys: privileged',
        error_data: null,
      });
      expect(engine.requests).toEqual([]);
    }));

  it.each([
    ['numbers', (text: string) => Number(text)],
    ['bigints', (text: string) => BigInt(text)],
    ['texts', (text: string) => text],
    ['wrapped numbers', (text: string) => new NumberValue(text)],
  ])('case 28: limits given as %s are those of the container', (_, as) =>
    bench(async (made) => {
      const ended = await made.run({
        parameters: {
          command: 'true',
          host_config: {
            mem_limit: as('536870912'),
            cpu_shares: as('512'),
            nano_cpus: as('500000000'),
            mem_swappiness: as('0'),
          },
        },
      });
      resultOf(ended);
      expect(containerOf(ended).HostConfig).toMatchObject({
        Memory: 536870912,
        CpuShares: 512,
        NanoCpus: 500000000,
      });
      // An engine whose kernel has no swappiness drops it, so what was sent counts.
      expect(creates(made)).toMatchObject([{ HostConfig: { MemorySwappiness: 0 } }]);
    }),
  );

  it('case 29: sizes are read as text', () =>
    bench(async ({ run }) => {
      const ended = await run({
        parameters: {
          command: 'df -k /dev/shm',
          host_config: { mem_limit: '512m', shm_size: '64MB', memswap_limit: '-1' },
        },
      });
      resultOf(ended);
      expect(containerOf(ended).HostConfig).toMatchObject({
        Memory: 536870912,
        ShmSize: 67108864,
        MemorySwap: -1,
      });
      expect(ended.log).toMatch(/\s65536\s/);
    }));

  it('case 30: a size that is none is refused before the engine is called', () =>
    bench(async ({ run, engine }) => {
      const ended = await run({ parameters: { host_config: { mem_limit: '5x' } } });
      expect(failureOf(ended)).toEqual({
        error: expect.stringMatching(/^Bad host_config parameters: .*mem_limit/) as string,
        error_data: null,
      });
      expect(errorOf(ended).message).toContain('5x');
      expect(engine.requests).toEqual([]);
    }));

  it('case 31: ports are published and exposed', () =>
    bench(async ({ run }) => {
      const ended = await run({
        parameters: {
          command: 'true',
          host_config: { ports: { '80': 8080, '53/udp': null, '9': [1, 2] } },
        },
      });
      resultOf(ended);
      const { HostConfig: hostConfig, Config: config } = containerOf(ended);
      expect(hostConfig['PortBindings']).toEqual({
        '80/tcp': [{ HostIp: '', HostPort: '8080' }],
        '53/udp': [{ HostIp: '', HostPort: '' }],
        '9/tcp': [
          { HostIp: '', HostPort: '1' },
          { HostIp: '', HostPort: '2' },
        ],
      });
      expect(Object.keys(config.ExposedPorts ?? {}).sort()).toEqual(['53/udp', '80/tcp', '9/tcp']);
    }));

  it('case 32: the example of the documentation: two CPUs, no network, a working directory', () =>
    bench(async ({ run }) => {
      const ended = await run({
        parameters: {
          command: 'sh -c "pwd; hostname; grep Cpus_allowed_list /proc/self/status; ls /sys/class/net"',
          host_config: { cpuset_cpus: '0,1', network_disabled: true, working_dir: '/tmp/lava' },
        },
      });
      resultOf(ended);
      const { HostConfig: hostConfig, Config: config } = containerOf(ended);
      expect(hostConfig).toMatchObject({ CpusetCpus: '0,1' });
      expect(config).toMatchObject({
        WorkingDir: '/tmp/lava',
        NetworkDisabled: true,
        Hostname: `lava-dev-core-${ended.runId}`,
      });
      expect(ended.log).toMatch(/^\/tmp\/lava\n/);
      expect(ended.log).toContain(`lava-dev-core-${ended.runId}\n`);
      expect(ended.log).toMatch(/Cpus_allowed_list:\t0-1\n/);
      expect(ended.log).not.toContain('eth0');
    }));

  it('case 33: by default the container is of the user and the group of the worker', () =>
    bench(async ({ start }) => {
      const running = start({ parameters: { command: 'sh -c "id -u; id -G; hostname; pwd"' } });
      const ended = await running.ended;
      resultOf(ended);
      const hostname = `lava-dev-core-${ended.runId}`;
      const { HostConfig: hostConfig, Config: config } = containerOf(ended);
      expect(config).toMatchObject({
        User: String(uid),
        Hostname: hostname,
        WorkingDir: running.temporaryDirectory,
      });
      expect(hostConfig['GroupAdd']).toEqual([String(gid)]);
      expect(ended.log).toMatch(new RegExp(`^${uid}\\n`));
      expect(ended.log).toContain(`\n${hostname}\n${running.temporaryDirectory}\n`);
    }));

  it('case 33: the ids of another worker are those of its containers', () =>
    bench(async ({ run }) => {
      const ended = await run(
        // The directory belongs to the user of this test.
        { parameters: { command: 'sh -c "id -u; id -G"', host_config: { working_dir: '/' } } },
        { host: { uid: 4242, gid: 4343 } },
      );
      resultOf(ended);
      expect(containerOf(ended).Config.User).toBe('4242');
      expect(ended.log?.split('\n')[0]).toBe('4242');
      expect(ended.log?.split('\n')[1]?.split(' ')).toContain('4343');
    }));

  it('case 34: a user and groups that are given replace the defaults', () =>
    bench(async ({ run }) => {
      const ended = await run(
        {
          parameters: {
            command: 'sh -c "id -u; id -g; id -G"',
            host_config: { user: '0:0', group_add: ['5'] },
          },
        },
        { host: { uid: 4242, gid: 4343 } },
      );
      resultOf(ended);
      expect(containerOf(ended).Config.User).toBe('0:0');
      expect(containerOf(ended).HostConfig['GroupAdd']).toEqual(['5']);
      expect(ended.log).toBe('0\n0\n0 5\n');
    }));

  it('case 35: a worker with a long name has containers with a hostname that fits', () =>
    bench(async ({ run }) => {
      const ended = await run({ worker: 'w'.repeat(40), parameters: { command: 'hostname' } });
      resultOf(ended);
      const { Hostname: hostname } = containerOf(ended).Config;
      expect(hostname.length).toBeLessThanOrEqual(63);
      expect(hostname).toMatch(/^lava-dev-w+-/);
      expect(hostname).toContain(ended.runId);
      expect(ended.log).toBe(`${hostname}\n`);
    }));

  it('case 36: a container in the network of another has no hostname of its own', () =>
    bench(async (made) => {
      await made.run({ parameters: { command: 'true' } });
      const engine = testEngine();
      const holder = { Image: withRegistry('img:1'), Cmd: ['sleep', '600'], Hostname: 'holder' };
      await withContainer(engine, holder, async (id) => {
        await callEngine(engine, { method: 'POST', path: `/containers/${id}/start` });
        const ended = await made.run({
          parameters: { command: 'hostname', host_config: { network_mode: `container:${id}` } },
        });
        resultOf(ended);
        expect(ended.log).toBe('holder\n');
        expect(creates(made).at(-1)).not.toHaveProperty('Hostname');
        expect(containerOf(ended).HostConfig['NetworkMode']).toBe(`container:${id}`);
      });
    }));

  it.each(['host_config', 'args', 'env', 'vars', 'connections', 'docker', 'timeout', 'jinja'])(
    'case 37: the parameter %s counts as absent when it is null',
    (name) =>
      bench(async ({ run }) => {
        const ended = await run({ parameters: { command: 'true', [name]: null } });
        expect(resultOf(ended)).toMatchObject({ exit_status: 0 });
        expect(containerOf(ended).Config.Cmd).toEqual(['true']);
      }),
  );

  it('case 37: parameters and a command that are null count as absent', () =>
    bench(async ({ run }) => {
      const ended = await run({ parameters: null });
      resultOf(ended);
      expect(ended.log).toBe('own command\n');
      const withoutCommand = await run({ parameters: { command: null } });
      expect(withoutCommand.log).toBe('own command\n');
    }));

  it('case 38: vars that are a list are refused before the engine is called', () =>
    bench(async ({ run, engine }) => {
      expect(failureOf(await run({ parameters: { vars: [1] } }))).toEqual({
        error: 'vars must be a map/dict',
        error_data: null,
      });
      expect(engine.requests).toEqual([]);
    }));
});
