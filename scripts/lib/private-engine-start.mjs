import { spawn } from 'node:child_process';
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemEnvironment } from './debian-packages.mjs';
import { askEngine, engineClient, whyNotAnswering } from './engine-client.mjs';
import { freeSubnet } from './free-subnet.mjs';
import { allowForwarding } from './ip-forwarding.mjs';
import { removePrivateEngine } from './private-engine-removal.mjs';
import { containerdPid, dockerdPid } from './private-engine-processes.mjs';
import { mustRun } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';
import { waitFor } from './wait-for.mjs';

/** @import { EngineLayout } from './engine-layout.mjs' */

/**
 * Starts containerd and dockerd, both ours alone.
 * @param {EngineLayout} layout
 * @param {(line: string) => void} say
 */
export async function startPrivateEngine(layout, say) {
  say(`Starting a private Docker engine in ${layout.folder}${elsewhere(layout)}.`);
  try {
    await startDaemonsOrNothing(layout, {});
  } catch (error) {
    if (!isStorageFailure(error)) throw error;
    await startDaemonsOrNothing(layout, { 'storage-driver': 'vfs' });
  }
  const { Driver: driver } = await askEngine(engineClient(layout.serverUrl), {
    method: 'GET',
    path: '/info',
  });
  if (driver === 'vfs')
    say('It copies images as a whole (storage driver vfs): no overlay file system works here.');
}

/**
 * @param {EngineLayout} layout
 * @param {Record<string, unknown>} options  more options of dockerd
 */
async function startDaemonsOrNothing(layout, options) {
  try {
    await startDaemons(layout, options);
  } catch (error) {
    await removePrivateEngine(layout);
    throw error;
  }
}

/**
 * @param {EngineLayout} layout
 * @param {Record<string, unknown>} options  more options of dockerd
 */
async function startDaemons(layout, options) {
  makeFolders(layout);
  await makeBridge(layout);
  allowForwarding();
  writeConfigurations(layout, options);
  await startContainerd(layout);
  await startDockerd(layout);
}

/** @param {EngineLayout} layout */
function makeFolders(layout) {
  for (const folder of [layout.folder, layout.runFolder]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // The folder for temporary files is open to all users, who could have made ours first.
    const { uid } = lstatSync(folder);
    if (uid !== process.getuid?.()) throw new Error(`${folder} belongs to another user.`);
  }
}

/**
 * The engine gets a bridge of its own: with the default one it would share docker0 with the machine's engine, and
 * `--bridge=none` deletes docker0.
 * @param {EngineLayout} layout
 */
async function makeBridge(layout) {
  const env = systemEnvironment();
  const address = freeSubnet(readFileSync('/proc/net/route', 'utf8'), layout.subnetSeed);
  await mustRun('ip', ['link', 'add', layout.bridge, 'type', 'bridge'], { env });
  await mustRun('ip', ['address', 'add', address, 'dev', layout.bridge], { env });
  await mustRun('ip', ['link', 'set', layout.bridge, 'up'], { env });
}

/**
 * @param {EngineLayout} layout
 * @param {Record<string, unknown>} options
 */
function writeConfigurations(layout, options) {
  writeFileSync(layout.containerdConfig, containerdConfiguration(layout));
  writeFileSync(layout.dockerdConfig, JSON.stringify(dockerdConfiguration(layout, options), null, 2));
}

/** @param {EngineLayout} layout */
function containerdConfiguration(layout) {
  return [
    'version = 2',
    `root = ${JSON.stringify(layout.containerdRoot)}`,
    `state = ${JSON.stringify(layout.containerdState)}`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    '[grpc]',
    `address = ${JSON.stringify(layout.containerdSocket)}`,
    '',
  ].join('\n');
}

/**
 * @param {EngineLayout} layout
 * @param {Record<string, unknown>} options
 */
function dockerdConfiguration(layout, options) {
  return {
    hosts: [layout.serverUrl],
    group: 'root',
    'data-root': layout.dataRoot,
    'exec-root': layout.execRoot,
    // Not the pid file that this script keeps: dockerd refuses to start when its own is there.
    pidfile: join(layout.runFolder, 'dockerd.pid'),
    containerd: layout.containerdSocket,
    bridge: layout.bridge,
    // At its start a dockerd that manages the firewall empties the chains of the one that was there first. Ours leaves
    // the firewall alone: ports are published by its proxy, and containers reach this machine but nothing beyond it.
    iptables: false,
    ip6tables: false,
    'ip-forward': false,
    'ip-masq': false,
    'log-level': 'warn',
    ...options,
  };
}

/** @param {EngineLayout} layout */
async function startContainerd(layout) {
  const pid = startDaemon('containerd', [`--config=${layout.containerdConfig}`], layout.containerdLog);
  writeFileSync(layout.containerdPid, String(pid));
  const isReady = () => {
    if (containerdPid(layout) === undefined) throw ended('containerd', layout.containerdLog);
    return existsSync(layout.containerdSocket);
  };
  await waitFor('containerd to listen', isReady, { timeoutMs: 30_000 });
}

/** @param {EngineLayout} layout */
async function startDockerd(layout) {
  const pid = startDaemon('dockerd', [`--config-file=${layout.dockerdConfig}`], layout.dockerdLog);
  writeFileSync(layout.dockerdPid, String(pid));
  const engine = engineClient(layout.serverUrl);
  const isReady = async () => {
    if (dockerdPid(layout) === undefined) throw ended('dockerd', layout.dockerdLog);
    return (await whyNotAnswering(engine)) === undefined;
  };
  await waitFor('dockerd to answer', isReady, { timeoutMs: 60_000 });
}

/**
 * Starts a program that outlives this one, and a Ctrl-C in its terminal.
 * @param {string} program
 * @param {string[]} args
 * @param {string} logFile
 * @returns {number} its pid
 */
function startDaemon(program, args, logFile) {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(program, args, {
    cwd: '/',
    env: systemEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  if (child.pid === undefined) throw new Error(`Cannot start ${program}.`);
  child.unref();
  return child.pid;
}

/**
 * @param {string} program
 * @param {string} logFile
 */
function ended(program, logFile) {
  const lastLines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-5);
  return new SetupError(
    `The private Docker engine does not start, ${program} ended:\n${lastLines.join('\n')}`,
  );
}

/**
 * By itself dockerd tries one storage driver after the other, but gives up when one that the kernel has fails.
 * @param {unknown} error
 */
function isStorageFailure(error) {
  return error instanceof Error && error.message.includes('graphdriver');
}

/** @param {EngineLayout} layout */
function elsewhere(layout) {
  if (layout.runFolder.startsWith(layout.folder)) return '';
  return `, its sockets in ${layout.runFolder} (the path of this clone is too long for them)`;
}
