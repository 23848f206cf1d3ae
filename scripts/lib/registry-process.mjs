import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { cameTrue, waitFor } from './wait-for.mjs';
import { htpasswdLine, newCredentials } from './htpasswd.mjs';
import { asksForPassword } from './registry.mjs';

/** @import { CommandContext } from './command.mjs' */
/** @import { Registry } from './registry.mjs' */

/**
 * Runs Debian's docker-registry on a free port of the loopback interface, until the command ends.
 * @param {string} program
 * @param {string} folder  for its configuration, its images and its log
 * @param {Pick<CommandContext, 'defer'>} context
 * @returns {Promise<Registry>}
 */
export async function startRegistryProcess(program, folder, { defer }) {
  const credentials = newCredentials();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'htpasswd'), await htpasswdLine(credentials), { mode: 0o600 });
  const address = `127.0.0.1:${await freePort()}`;
  writeFileSync(join(folder, 'config.yml'), configuration(address, folder));

  const log = openSync(join(folder, 'registry.log'), 'a');
  // A group of its own, so that Ctrl-C does not end it before what still uses it.
  const child = spawn(program, ['serve', join(folder, 'config.yml')], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  defer(() => stop(child));
  const isReady = () => {
    if (child.exitCode !== null)
      throw new Error(`The registry ended:\n${lastLines(join(folder, 'registry.log'))}`);
    return asksForPassword(address);
  };
  await waitFor('the registry to listen', isReady, { timeoutMs: 30_000 });
  return { address, ...credentials };
}

/**
 * @param {string} address
 * @param {string} folder
 */
function configuration(address, folder) {
  return JSON.stringify(
    {
      version: '0.1',
      log: { level: 'warn', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: join(folder, 'images') } },
      http: { addr: address },
      auth: { htpasswd: { realm: 'lava-docker-job', path: join(folder, 'htpasswd') } },
    },
    null,
    2,
  );
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port of 127.0.0.1 is free.');
  return address.port;
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  child.kill('SIGTERM');
  if (!(await cameTrue(hasEnded, { timeoutMs: 5_000 }))) child.kill('SIGKILL');
  await waitFor('the registry to end', hasEnded, { timeoutMs: 5_000 });
}

/** @param {string} file */
function lastLines(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}
