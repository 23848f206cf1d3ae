import { once } from 'node:events';
import { createServer } from 'node:net';

import { expect, it } from 'vitest';

import { connectionOptions } from '../../../scripts/lib/engine-client.mjs';
import { describeCases } from '../../support/describe-cases.js';
import { dockerConnection, passwordName } from '../../support/job-bench.js';
import { startRecordingProxy } from '../../support/recording-proxy.js';
import { errorOf, failureOf, resultOf } from '../../support/run-results.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';

const { server } = engineUnderTest();
const trueJob = { parameters: { command: 'true' } };

/** A port of 127.0.0.1 that takes connections, notes how they begin, and closes them. */
const withListener = async (
  test: (address: string, beginnings: readonly Buffer[]) => Promise<void>,
): Promise<void> => {
  const beginnings: Buffer[] = [];
  const listener = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      beginnings.push(bytes);
      socket.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const bound = listener.address();
  try {
    await test(`127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`, beginnings);
  } finally {
    listener.close();
  }
};

/** A proxy before the engine at a port of 127.0.0.1. */
const withTcpEngine = async (test: (address: string) => Promise<void>): Promise<void> => {
  const proxy = await startRecordingProxy({ listen: 'tcp', upstream: connectionOptions(server) });
  try {
    await test(proxy.address);
  } finally {
    await proxy.close();
  }
};

describeCases('the docker connection of a job', [], ({ bench }) => {
  it.each([undefined, null, ''])(
    'case 39: without a docker id in the job or the realm (%j) the job is refused before anything is looked up',
    (docker) =>
      bench({ realm: { docker } }, async ({ run, engine, connections }) => {
        expect(failureOf(await run({ parameters: { docker } }))).toEqual({
          error: 'docker connection ID must be specified at the job or realm level.',
          error_data: null,
        });
        expect(connections.lookups).toEqual([]);
        expect(engine.requests).toEqual([]);
      }),
  );

  it('case 40: the docker id of the job wins over that of the realm', () =>
    bench(async ({ run, engine, connections }) => {
      connections.set('other', { ...dockerConnection(engine.address), conn_id: 'other' });
      resultOf(await run({ parameters: { command: 'true', docker: 'other' } }));
      expect(connections.lookups).toEqual([{ realm: 'dev', connectionId: 'other' }]);
    }));

  it.each([
    ['is missing', undefined, 'dx: No such connection'],
    ['is disabled', { type: 'docker', enabled: false }, 'Connection dx: Not enabled'],
    ['is of another type', { type: 'ssh', enabled: true }, 'Connection dx: Must be of type "docker" not ssh'],
    ['has no type', { enabled: true }, 'dx: Bad connection record: Missing keys: type'],
  ])('case 41: a docker connection that %s fails the job with its name', (_, record, message) =>
    bench({ connections: record === undefined ? {} : { dx: record } }, async ({ run, engine }) => {
      expect(failureOf(await run({ parameters: { docker: 'dx' } }))).toEqual({
        error: `Cannot get docker client: ${message}`,
        error_data: null,
      });
      expect(engine.requests).toEqual([]);
    }),
  );

  it.each([
    ['is missing', { password: undefined }],
    ['is empty', { password: '' }],
    ['is null', { password: null }],
    ['names no secret', { password: '/lava/dev/nothing' }],
  ])('case 46: a registry whose password %s fails the job with the name of the field', (_, changes) =>
    bench(async ({ run, engine, connections }) => {
      connections.set('dk', { ...dockerConnection(engine.address), ...changes });
      const { error, error_data } = failureOf(await run());
      expect(error).toMatch(/^Cannot get docker client: Connection dk: .*password/);
      expect(error_data).toBeNull();
      expect(engine.requests).toEqual([]);
    }),
  );

  it.each([
    ['has no socket', 'unix:///nobody/listens/here.sock', undefined],
    ['refuses connections', 'tcp://127.0.0.1:1', undefined],
  ])('case 50: an engine that %s fails the job, and says of which connection it is', (_, address) =>
    bench(async ({ run, connections }) => {
      connections.set('dk', { ...dockerConnection(address), tls: false });
      const ended = await run();
      expect(failureOf(ended).error).toMatch(/^Cannot get docker client: Connection dk: /);
      expect(failureOf(ended).error_data).toBeNull();
      expect(errorOf(ended)).toMatchObject({ _tag: 'ConnectionError', details: { connectionId: 'dk' } });
    }),
  );

  it('case 50: an engine that takes calls and never answers fails the job when the API timeout is over', () =>
    bench({ engineAnswers: () => 'silence' }, async ({ run, engine, connections }) => {
      connections.set('dk', { ...dockerConnection(engine.address), timeout: 1 });
      expect(failureOf(await run()).error).toMatch(
        /^Cannot get docker client: Connection dk: .*did not answer within 1000 ms/,
      );
    }));

  it.each([
    ['a list', []],
    ['a text', 'pg'],
  ])('case 80: connections given as %s are refused before the engine is called', (_, connections) =>
    bench(async ({ run, engine }) => {
      expect(failureOf(await run({ parameters: { connections } }))).toEqual({
        error: 'connections parameter must be a map',
        error_data: null,
      });
      expect(engine.requests).toEqual([]);
    }),
  );

  it.each([
    ['by default', {}],
    ['with tls', { tls: true }],
  ])('case 88: a tcp server is spoken to over TLS %s', (_, tls) =>
    bench(({ run, connections }) =>
      withListener(async (address, beginnings) => {
        connections.set('dk', { ...dockerConnection(`tcp://${address}`), ...tls });
        expect(failureOf(await run()).error).toMatch(/^Cannot get docker client: /);
        // 22 is the type of the TLS record that holds a ClientHello.
        expect(beginnings[0]?.[0]).toBe(22);
      }),
    ),
  );

  it.each([
    ['boolean', false],
    ['text', 'false'],
  ])('case 88: a tcp server with tls false, as %s, is spoken to in plain HTTP, and the job runs', (_, tls) =>
    bench(({ run, connections }) =>
      withTcpEngine(async (address) => {
        connections.set('dk', { ...dockerConnection(`tcp://${address}`), tls });
        expect(resultOf(await run(trueJob))).toMatchObject({ exit_status: 0 });
      }),
    ),
  );

  it('case 88: a unix socket is used as it is, although tls is true by default', () =>
    bench(async ({ run, engine, connections }) => {
      connections.set('dk', { ...dockerConnection(engine.address), tls: true });
      expect(resultOf(await run(trueJob))).toMatchObject({ exit_status: 0 });
      expect(engine.requests.length).toBeGreaterThan(0);
    }));

  it('case 89: the timeout of a connection without a server limits the calls of the engine', async () => {
    const silent = await startRecordingProxy({
      listen: 'unix',
      upstream: connectionOptions(server),
      answer: () => 'silence',
    });
    try {
      await bench(
        {
          // The engine is the one that the environment of the worker names.
          runtime: { environment: { DOCKER_HOST: silent.address } },
          connections: { dt: { conn_id: 'dt', type: 'docker', enabled: true, timeout: 5 } },
        },
        async ({ run }) => {
          expect(failureOf(await run({ parameters: { docker: 'dt' } })).error).toMatch(
            /^Cannot get docker client: Connection dt: .*did not answer within 5000 ms/,
          );
        },
      );
    } finally {
      await silent.close();
    }
  });

  it('case 90: an engine whose info names no index server is as good as any', () =>
    bench(
      {
        engineAnswers: ({ path }) =>
          path === '/info'
            ? { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"OSType":"linux"}' }
            : undefined,
      },
      async ({ run }) => {
        expect(resultOf(await run(trueJob))).toMatchObject({ exit_status: 0 });
      },
    ));

  it('case 44: the secret of a connection is read by its name, once for a run', () =>
    bench(async ({ run, secrets }) => {
      resultOf(await run(trueJob));
      expect(secrets.lookups).toEqual([passwordName]);
    }));
});
