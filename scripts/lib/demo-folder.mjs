import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @import { EngineClient } from './engine-client.mjs' */
/** @import { Registry } from './registry.mjs' */

/**
 * Writes what the worker's realm would know: the realm, the docker connection of the example jobs, its secret.
 * @param {EngineClient} engine
 * @param {Registry} registry
 * @returns {string} the folder
 */
export function writeDemoFolder(engine, registry) {
  const folder = mkdtempSync(join(tmpdir(), 'lava-demo-'));
  writeFileSync(join(folder, 'realm.yaml'), realm);
  writeFileSync(join(folder, 'connections.yaml'), connections(engine, registry));
  writeFileSync(join(folder, 'secrets.yaml'), secrets(registry), { mode: 0o600 });
  return folder;
}

const realm = `\
realm: demo
s3_payloads: s3://demo/payloads
s3_temp: s3://demo/temp
`;

/**
 * @param {EngineClient} engine
 * @param {Registry} registry
 */
const connections = ({ server }, { address, user }) => `\
ecr:
  conn_id: ecr
  type: docker
  enabled: true
  description: The registry of this demo
  server: ${server}
  registry: ${address}
  user: ${user}
  password: demo-registry-password # the name of a secret
`;

/** @param {Registry} registry */
const secrets = ({ password }) => `demo-registry-password: ${JSON.stringify(password)}\n`;

/**
 * The logs that jobs have stored so far.
 * @param {string} folder
 * @returns {string[]}
 */
export function storedLogs(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^objects\/.*\/logs$/.test(path))
    .map((path) => join(folder, path))
    .sort();
}
