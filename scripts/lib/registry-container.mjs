import { askEngine, callEngine } from './engine-client.mjs';
import { createContainer, removeContainer } from './containers.mjs';
import { htpasswdLine, newCredentials } from './htpasswd.mjs';
import { pullIfMissing } from './images.mjs';
import { asksForPassword } from './registry.mjs';
import { tarArchive } from './tar.mjs';
import { waitFor } from './wait-for.mjs';

/** @import { CommandContext } from './command.mjs' */
/** @import { EngineClient } from './engine-client.mjs' */
/** @import { Registry } from './registry.mjs' */

export const registryImage = 'registry:2';

/**
 * Runs a registry as a container, with a free port of this machine's loopback interface, until the command ends.
 * @param {EngineClient} engine
 * @param {Pick<CommandContext, 'defer' | 'say'>} context
 * @returns {Promise<Registry>}
 */
export async function startRegistryContainer(engine, { defer, say }) {
  say(`Running a registry in a container of the image ${registryImage}.`);
  await pullIfMissing(engine, registryImage);
  const credentials = newCredentials();
  const id = await createContainer(engine, registryConfiguration());
  defer(() => removeContainer(engine, id));
  await putPasswordFile(engine, id, await htpasswdLine(credentials));
  await callEngine(engine, { method: 'POST', path: `/containers/${id}/start` });
  const address = await publishedAddress(engine, id);
  await waitFor('the registry to listen', () => asksForPassword(address), { timeoutMs: 30_000 });
  return { address, ...credentials };
}

function registryConfiguration() {
  return {
    Image: registryImage,
    Env: [
      'REGISTRY_AUTH=htpasswd',
      'REGISTRY_AUTH_HTPASSWD_REALM=lava-docker-job',
      'REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd',
    ],
    ExposedPorts: { '5000/tcp': {} },
    HostConfig: { PortBindings: { '5000/tcp': [{ HostIp: '127.0.0.1', HostPort: '' }] } },
  };
}

/**
 * @param {EngineClient} engine
 * @param {string} id
 * @param {string} content
 */
async function putPasswordFile(engine, id, content) {
  const body = tarArchive([
    { path: 'auth', type: 'folder' },
    { path: 'auth/htpasswd', type: 'file', content: Buffer.from(content) },
  ]);
  const headers = { 'Content-Type': 'application/x-tar' };
  const path = `/containers/${id}/archive`;
  await callEngine(engine, { method: 'PUT', path, query: { path: '/' }, headers, body });
}

/**
 * @param {EngineClient} engine
 * @param {string} id
 * @returns {Promise<string>}
 */
async function publishedAddress(engine, id) {
  const inspected = await askEngine(engine, { method: 'GET', path: `/containers/${id}/json` });
  const port = inspected.NetworkSettings.Ports?.['5000/tcp']?.[0]?.HostPort;
  if (port === undefined) throw new Error(`The registry's container has no published port: ${id}`);
  return `127.0.0.1:${port}`;
}
