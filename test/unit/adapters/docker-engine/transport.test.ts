import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { hiddenHeader } from '../../../../src/adapters/docker-engine/hidden-header.js';
import {
  makeDockerEngineRuntime,
  type DockerEngineOptions,
} from '../../../../src/adapters/docker-engine/index.js';
import { sshArguments } from '../../../../src/adapters/docker-engine/ssh-agent.js';
import { agentFor } from '../../../../src/adapters/docker-engine/transport-agent.js';
import type { EngineError } from '../../../../src/ports/container-engine.js';
import { ca, clientCert, clientKey, serverCert, serverKey } from './certificates.js';
import { left, never, right, theContainer } from './connected.js';
import { inspected, startScriptedEngine, upgradeTo, type ScriptedEngine } from './scripted-engine.js';

const frame = Buffer.from([1, 0, 0, 0, 0, 0, 0, 2, 104, 105]);

const script = { 'GET /containers/job/json': inspected({}), 'GET /containers/c1/json': inspected({}) };
const upgrades = { 'POST /containers/c1/attach': upgradeTo([frame]) };

/** Makes a plain call and one that upgrades the connection. */
const useEngine = async (server: string, options: DockerEngineOptions): Promise<string> => {
  const engine = await right(
    makeDockerEngineRuntime(options).connect({ server, tls: true }, { signal: never() }),
  );
  try {
    const container = await theContainer(engine);
    let text = '';
    const output = await right(container.attach({ signal: never() }));
    for await (const { bytes } of output) text += Buffer.from(bytes).toString();
    return text;
  } finally {
    await engine.close();
  }
};

describe('TLS', () => {
  const withTlsEngine = async (
    test: (
      scripted: ScriptedEngine,
      connect: (options: DockerEngineOptions) => Promise<EngineError>,
    ) => Promise<void>,
  ): Promise<void> => {
    const tls = { ca, cert: serverCert, key: serverKey, requestCert: true, rejectUnauthorized: true };
    const scripted = await startScriptedEngine(script, upgrades, tls);
    try {
      await test(scripted, (options) =>
        left(
          makeDockerEngineRuntime(options).connect(
            { server: scripted.server, tls: true },
            { signal: never() },
          ),
        ),
      );
    } finally {
      await scripted.close();
    }
  };

  it('takes its certificates from the options, also for an attach', async () => {
    await withTlsEngine(async ({ server }) => {
      expect(await useEngine(server, { tls: { ca, cert: clientCert, key: clientKey } })).toBe('hi');
    });
  });

  it('takes its certificates from DOCKER_CERT_PATH', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'docker-certs-'));
    await writeFile(join(folder, 'ca.pem'), ca);
    await writeFile(join(folder, 'cert.pem'), clientCert);
    await writeFile(join(folder, 'key.pem'), clientKey);
    await withTlsEngine(async ({ server }) => {
      expect(await useEngine(server, { environment: { DOCKER_CERT_PATH: folder } })).toBe('hi');
    });
    await rm(folder, { recursive: true });
  });

  it('does not trust an engine whose certificate nobody known has signed', async () => {
    await withTlsEngine(async (_, connect) => {
      expect(await connect({})).toMatchObject({ _tag: 'Unavailable', retryable: false });
    });
  });

  it('to an engine that wants a client certificate fails without one', async () => {
    await withTlsEngine(async (_, connect) => {
      const error = await connect({ tls: { ca } });
      expect(error).toMatchObject({ _tag: 'Unavailable', code: 'engine.unreachable' });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('PRIVATE KEY');
    });
  });
});

describe('ssh', () => {
  /** A stand-in for the ssh program, which joins its own input and output to the engine's socket. */
  const bridge = (server: string): string => {
    const { hostname, port } = new URL(server.replace('tcp:', 'http:'));
    return `#!${process.execPath}
const socket = require('node:net').connect(${port}, '${hostname}');
process.stdin.pipe(socket);
socket.pipe(process.stdout);
socket.on('close', () => process.exit(0));
socket.on('error', () => process.exit(1));
`;
  };

  const withSsh = async (
    program: string,
    test: (environment: Readonly<Record<string, string>>) => Promise<void>,
  ): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'ssh-'));
    try {
      await writeFile(join(folder, 'ssh'), program);
      await chmod(join(folder, 'ssh'), 0o755);
      await test({ PATH: `${folder}:/usr/bin:/bin` });
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it('carries every call, also an attach', async () => {
    const scripted = await startScriptedEngine(script, upgrades);
    await withSsh(bridge(scripted.server), async (environment) => {
      expect(await useEngine('ssh://ann@build.test', { environment })).toBe('hi');
    });
    await scripted.close();
  });

  it('that fails says why, in the words of ssh', async () => {
    await withSsh('#!/bin/sh\necho "Host key verification failed." >&2\nexit 255\n', async (environment) => {
      const runtime = makeDockerEngineRuntime({ environment });
      const error = await left(runtime.connect({ server: 'ssh://h', tls: true }, { signal: never() }));
      expect(error).toMatchObject({ _tag: 'Unavailable', code: 'engine.unreachable' });
      expect(error.message).toContain('Host key verification failed.');
    });
  });

  it('that is not installed is Unavailable', async () => {
    const runtime = makeDockerEngineRuntime({ environment: { PATH: '/nowhere' } });
    const error = await left(runtime.connect({ server: 'ssh://h', tls: true }, { signal: never() }));
    expect(error).toMatchObject({ _tag: 'Unavailable' });
    expect(error.message).toContain('ENOENT');
  });

  it('that hangs ends with the limit of the call', async () => {
    await withSsh('#!/bin/sh\nexec sleep 1000\n', async (environment) => {
      const runtime = makeDockerEngineRuntime({ environment });
      const endpoint = { server: 'ssh://h', tls: true, timeoutMs: 300 };
      expect(await left(runtime.connect(endpoint, { signal: never() }))).toMatchObject({
        code: 'engine.timeout',
      });
    });
  });

  it('is run as the docker command line runs it', () => {
    expect(sshArguments({ kind: 'ssh', url: '', host: 'h', port: 22, user: 'ann' }).join(' ')).toBe(
      '-o BatchMode=yes -o ConnectTimeout=30 -T -l ann -p 22 -- h docker system dial-stdio',
    );
  });
});

describe('an agent', () => {
  it('prints nothing of what it holds', () => {
    const tls = {
      verify: true,
      ca: Buffer.from(ca),
      cert: Buffer.from(clientCert),
      key: Buffer.from(clientKey),
    };
    const agent = agentFor({ kind: 'tcp', url: 'tcp://h:1', host: 'h', port: 1, tls }, {});
    expect(inspect({ agent }, { depth: null, showHidden: true })).toBe('{ agent: [agent] }');
    agent.destroy();
  });
});

describe('a header with a credential', () => {
  it('prints as redacted wherever docker-modem may print it, and is sent as it is', () => {
    const header = hiddenHeader('hunter2');
    const printed = [
      inspect({ headers: { 'X-Registry-Auth': header } }, { depth: null, showHidden: true }),
      JSON.stringify({ header }),
    ].join();
    expect(printed).not.toContain('hunter2');
    expect(printed).toContain('[redacted]');
    expect(header.toString()).toBe('hunter2');
  });
});
