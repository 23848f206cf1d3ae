import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { createContainer, removeContainer } from '../../scripts/lib/containers.mjs';
import { askEngine, callEngine } from '../../scripts/lib/engine-client.mjs';
import { waitFor } from '../../scripts/lib/wait-for.mjs';
import { testEngine, withRegistry } from './test-images.js';

/** A server of a test, in a container on the network of the machine. */
export interface ServerContainer {
  /** What it has written so far. */
  readonly output: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** What is started. */
export interface ServerSetup {
  /** An image that the engine has. */
  readonly image: string;
  /** For sh; runs as the user nobody, whose directory is /tmp. Its servers listen on 127.0.0.1 only. */
  readonly script: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What it writes once it can be used. */
  readonly ready: RegExp;
}

/** Starts a server and waits until it says that it is ready. */
export const startServerContainer = async ({
  image,
  script,
  environment = {},
  ready,
}: ServerSetup): Promise<ServerContainer> => {
  const engine = testEngine();
  const id = await createContainer(engine, {
    Image: withRegistry(image),
    Cmd: ['sh', '-c', script],
    User: '65534:65534',
    WorkingDir: '/tmp',
    Env: Object.entries({ HOME: '/tmp', ...environment }).map(([name, value]) => `${name}=${value}`),
    HostConfig: { NetworkMode: 'host' },
    Tty: true,
  });
  const output = async (): Promise<string> => {
    const query = { stdout: '1', stderr: '1' };
    return (await callEngine(engine, { method: 'GET', path: `/containers/${id}/logs`, query })).toString();
  };
  const stop = (): Promise<void> => removeContainer(engine, id);
  try {
    await callEngine(engine, { method: 'POST', path: `/containers/${id}/start` });
    await waitFor(
      `the server of ${image}`,
      async () => {
        const { State: state } = (await askEngine(engine, {
          method: 'GET',
          path: `/containers/${id}/json`,
        })) as { readonly State: { readonly Running: boolean } };
        const said = await output();
        if (!state.Running) throw new Error(`The server of ${image} has ended: ${said}`);
        return ready.test(said);
      },
      { timeoutMs: 60_000 },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { output, stop };
};

/** Ports of 127.0.0.1 that nobody listens on. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', () => {
          resolve(server);
        });
      });
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};
