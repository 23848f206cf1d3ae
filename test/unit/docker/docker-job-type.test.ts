import { describe, expect, it } from 'vitest';

import {
  makeFakeProgram,
  makeFakeTemplateRenderer,
  makeInMemoryStateLookup,
  makeTestRealm,
  stderr,
  nothingLeft,
} from '../../../src/testing/index.js';
import {
  dockerConnection,
  dockerJob,
  errorOf,
  logAddress,
  registryHost,
  resultOf,
  withHarness,
} from './docker-harness.js';

describe('a docker job', () => {
  it('runs, stores its log and reports success', () =>
    withHarness({}, async ({ run, objects, leftovers, context }) => {
      expect(resultOf(await run())).toEqual({
        exit_status: 0,
        output: logAddress,
        details: {
          image: {
            reference: `${registryHost}/tool:1`,
            id: expect.stringMatching(/^sha256:/) as string,
            digests: [expect.stringContaining('@sha256:') as string],
          },
          container: { id: expect.any(String) as string, name: 'lava-00000000-0000-4000-8000-000000000001' },
          log: { bytes: 1, complete: true },
        },
      });
      expect(objects.text(logAddress)).toBe('x');
      expect(objects.objects.get(logAddress)).toMatchObject({
        contentType: 'text/plain; charset=utf-8',
        kmsKeyId: 'alias/k',
      });
      expect(context.captured.phases()).toEqual([
        'decode ok',
        'import-state ok',
        'render ok',
        'connections ok',
        'resolve ok',
        'pull ok',
        'create ok',
        'run ok',
        'store-log ok',
        'remove ok',
      ]);
      expect(leftovers()).toEqual(nothingLeft);
    }));

  it('stores nothing when there is no output', () =>
    withHarness({ program: makeFakeProgram({}) }, async ({ run, objects }) => {
      expect(resultOf(await run())).not.toHaveProperty('output');
      expect(objects.objects.size).toBe(0);
    }));

  it('stores without a key when the realm has none, and leaves LAVA_S3_KEY unset', () =>
    withHarness({ context: { realm: makeTestRealm() } }, async ({ run, objects, engine }) => {
      await run();
      expect(objects.objects.get(logAddress)).not.toHaveProperty('kmsKeyId');
      expect(specOf(engine)?.environment).not.toHaveProperty('LAVA_S3_KEY');
    }));

  it('fails with the exit status, the log and its tail', () =>
    withHarness(
      { program: makeFakeProgram({ output: ['out ', stderr('err')], exitStatus: 3 }) },
      async ({ run, objects, leftovers }) => {
        const error = errorOf(await run());
        expect(error).toMatchObject({
          _tag: 'ExitStatusError',
          message: 'Failed with exit status 3',
          data: { exit_status: 3, outcome: 'exited', output: logAddress, tail: 'out err' },
        });
        expect(error.data).not.toHaveProperty('error');
        expect(objects.text(logAddress)).toBe('out err');
        expect(leftovers()).toEqual(nothingLeft);
      },
    ));

  it('makes the container that lava documents', () =>
    withHarness({}, async ({ run, engine, context }) => {
      await run(
        dockerJob({
          owner: 'me@x',
          parameters: {
            docker: 'dk',
            command: `sh -c "a b"`,
            args: [1, 2.5, true, null],
            env: { TZ: 'UTC', LAVA_REALM: 'mine', N: 5 },
          },
        }),
      );
      const temporary = context.temporaryDirectory;
      const spec = specOf(engine);
      expect(spec).toMatchObject({
        command: ['sh', '-c', 'a b', '1', '2.5', 'True', 'None'],
        user: '1000',
        hostname: 'lava-test-core-11111111-1111-4111-8111-111111111111',
        workingDirectory: temporary,
        networkDisabled: false,
        mounts: [{ source: temporary, target: temporary, readOnly: false }],
        labels: {
          'lava.realm': 'test',
          'lava.worker': 'core',
          'lava.owner': 'me@x',
          'lava.job_id': 'test/job',
          'lava.run_id': '11111111-1111-4111-8111-111111111111',
        },
        hostConfig: { GroupAdd: ['1000'], NetworkMode: 'default' },
      });
      expect(spec?.environment).toEqual({
        TZ: 'UTC',
        N: '5',
        LAVA_S3_TMP: 's3://test-bucket/tmp/test/job/11111111-1111-4111-8111-111111111111',
        LAVA_S3_PAYLOAD: 's3://test-bucket/payloads/tool:1',
        LAVA_TMP: temporary,
        LAVA_REALM: 'test',
        LAVA_WORKER: 'core',
        LAVA_OWNER: 'me@x',
        LAVA_JOB_ID: 'test/job',
        LAVA_RUN_ID: '11111111-1111-4111-8111-111111111111',
        LAVA_S3_KEY: 'alias/k',
      });
    }));

  it('hands on no variable of the worker but those that the host allows', () =>
    withHarness(
      {
        options: { forwardEnvironment: ['LAVA_SITE', 'LAVA_ABSENT'] },
        context: { environment: { LAVA_SITE: 'a', LAVA_SECRET: 's', PATH: '/bin' } },
        engine: { proxyEnvironment: { http_proxy: 'http://p', HTTP_PROXY: 'http://p' } },
      },
      async ({ run, engine }) => {
        await run(
          dockerJob({ parameters: { docker: 'dk', command: 'run', env: { HTTP_PROXY: 'http://own' } } }),
        );
        const { environment } = specOf(engine) ?? {};
        expect(environment).toMatchObject({
          LAVA_SITE: 'a',
          http_proxy: 'http://p',
          HTTP_PROXY: 'http://own',
        });
        expect(Object.keys(environment ?? {})).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(LAVA_SECRET|LAVA_ABSENT|PATH)$/)]),
        );
      },
    ));

  it.each([
    ['no command', { args: ['a'] }],
    ['blanks for a command', { command: ' \t ', args: ['a'] }],
    ['an empty command', { command: '', args: ['a'] }],
  ])('leaves the image its own command when there is %s', (_what, parameters) =>
    withHarness({ image: { command: ['own'] } }, async ({ run, engine }) => {
      resultOf(await run(dockerJob({ parameters: { docker: 'dk', ...parameters } })));
      expect(specOf(engine)).not.toHaveProperty('command');
    }),
  );

  it('renders each word, argument and value by itself, with the variables that lava documents', () => {
    const renderer = makeFakeTemplateRenderer((template) => template.replace('{{ vars.c }}', 'a b'));
    return withHarness({ deps: { renderer } }, async ({ run, engine }) => {
      const job = dockerJob({
        globals: { g: 1 },
        parameters: {
          docker: 'dk',
          command: 'sh -c {{ vars.c }}',
          args: ['x{{ vars.c }}'],
          env: { A: '{{ vars.c }}' },
          vars: { c: 'a b' },
        },
      });
      await run(job);
      expect(specOf(engine)).toMatchObject({
        command: ['sh', '-c', 'a b', 'xa b'],
        environment: { A: 'a b' },
      });
      expect(renderer.requests.map(({ template }) => template)).toEqual([
        'sh',
        '-c',
        '{{ vars.c }}',
        'x{{ vars.c }}',
        '{{ vars.c }}',
      ]);
      expect(renderer.requests[0]?.variables).toMatchObject({
        job,
        globals: { g: 1 },
        state: {},
        vars: { c: 'a b' },
        start: job.ts_start,
        ustart: job.ts_ustart,
      });
    });
  });

  it.each([false, 'false'])('renders nothing with jinja %s, and keeps env', (jinja) => {
    const renderer = makeFakeTemplateRenderer(() => 'rendered');
    return withHarness({ deps: { renderer } }, async ({ run, engine }) => {
      await run(
        dockerJob({ parameters: { docker: 'dk', command: 'echo {{x}}', env: { A: '{{y}}' }, jinja } }),
      );
      expect(specOf(engine)).toMatchObject({ command: ['echo', '{{x}}'], environment: { A: '{{y}}' } });
    });
  });

  it.each([
    ['as-stored', 'stored'],
    ['imported', 'default'],
  ] as const)('with state %s renders the %s value', (state, expected) => {
    const renderer = makeFakeTemplateRenderer((_template, variables) =>
      'state' in variables ? String(variables.state['s']) : '',
    );
    return withHarness(
      { deps: { state: makeInMemoryStateLookup({ s: 'stored' }), renderer }, context: { state } },
      async ({ run, engine }) => {
        await run(dockerJob({ state: { s: 'default' } }));
        expect(specOf(engine)?.command).toEqual([expected]);
      },
    );
  });

  it('shows the log instead of storing it in dev mode, byte for byte', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0xa9]);
    return withHarness(
      {
        program: makeFakeProgram({ output: [{ stream: 'stdout', bytes }] }),
        context: { devMode: true },
      },
      async ({ run, objects, context }) => {
        expect(resultOf(await run())).not.toHaveProperty('output');
        expect(context.devBytes()).toEqual(bytes);
        expect(objects.objects.size).toBe(0);
      },
    );
  });

  it('does not change the job, so that a retry runs the same', () =>
    withHarness({}, async ({ run, engine }) => {
      const job = deepFreeze(
        dockerJob({ parameters: { docker: 'dk', command: 'run', host_config: { mem_limit: '64m' } } }),
      );
      resultOf(await run(job));
      resultOf(await run(job));
      const [first, second] = engine.calls.flatMap(({ spec }) => (spec === undefined ? [] : [spec]));
      expect({ ...first, name: '' }).toEqual({ ...second, name: '' });
    }));
});

describe('the docker connection', () => {
  it("is the job's before the realm's", () =>
    withHarness(
      {
        context: { realm: makeTestRealm({ docker: 'rk' }) },
        connections: { dk: dockerConnection, rk: { ...dockerConnection, conn_id: 'rk' } },
      },
      async ({ run, connections }) => {
        await run();
        await run(dockerJob({ parameters: { docker: null, command: 'run' } }));
        expect(connections.lookups.map(({ connectionId }) => connectionId)).toEqual(['dk', 'rk']);
      },
    ));

  it('sends its login to its own registry only', () =>
    withHarness({}, async ({ run, engine }) => {
      await run(dockerJob({ payload: 'docker.io/library/tool:1' }));
      await run(dockerJob({ payload: `${registryHost}/tool:1` }));
      const pulls = engine.calls.filter(({ method }) => method === 'pullImage');
      expect(pulls.map(({ login }) => login?.registry)).toEqual([undefined, registryHost]);
    }));

  it('leaves an image without a host to Docker Hub when the host wants it so', () =>
    withHarness({ options: { unqualifiedImages: 'docker-hub' } }, async ({ run, engine }) => {
      await run();
      expect(engine.calls.find(({ method }) => method === 'pullImage')).toMatchObject({
        image: { repository: 'tool', tag: '1' },
      });
    }));

  it.each([
    [{}, 'Cannot get docker client: dk: No such connection'],
    [{ dk: { ...dockerConnection, enabled: false } }, 'Cannot get docker client: Connection dk: Not enabled'],
    [
      { dk: { ...dockerConnection, type: 'ssh' } },
      'Cannot get docker client: Connection dk: Must be of type "docker" not ssh',
    ],
    [{ dk: { enabled: true } }, 'Cannot get docker client: dk: Bad connection record: Missing keys: type'],
    [
      { dk: { ...dockerConnection, password: undefined } },
      'Cannot get docker client: Connection dk: Missing keys: password',
    ],
  ])('that is of no use is named: %j', (connections, message) =>
    withHarness({ connections }, async ({ run, engine }) => {
      const error = errorOf(await run());
      expect([error._tag, error.message.split('\n')[0]]).toEqual(['ConnectionError', message]);
      expect(engine.calls).toEqual([]);
    }),
  );
});

describe('a job with connections', () => {
  it.each([
    [{ pg: 'nowhere' }, 'nowhere: No such connection'],
    [{ pg: 'dk' }, 'dk: Unsupported connection type - docker'],
    [{ pg: 'off' }, 'Connection off: Not enabled'],
  ])('%j fails before anything is pulled', (connections, message) =>
    withHarness(
      { connections: { dk: dockerConnection, off: { type: 'postgres', enabled: false } } },
      async ({ run, engine }) => {
        const error = errorOf(await run(dockerJob({ parameters: { docker: 'dk', connections } })));
        expect([error._tag, error.message]).toEqual(['ConnectionError', message]);
        expect(engine.calls).toEqual([]);
      },
    ),
  );
});

const specOf = (engine: { readonly calls: readonly { readonly spec?: unknown }[] }) =>
  engine.calls.find(({ spec }) => spec !== undefined)?.spec as
    | {
        readonly environment: Readonly<Record<string, string>>;
        readonly command?: readonly string[];
        readonly name: string;
      }
    | undefined;

const deepFreeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};
