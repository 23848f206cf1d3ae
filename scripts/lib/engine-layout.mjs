import { createHash } from 'node:crypto';
import { join } from 'node:path';

/**
 * Where a clone's private engine keeps what, and what it is called.
 * @typedef {object} EngineLayout
 * @property {string} folder  everything but, perhaps, the sockets
 * @property {string} runFolder  sockets and other state that a restart of the machine ends
 * @property {string} socket
 * @property {string} serverUrl  the socket as DOCKER_HOST names it
 * @property {string} dockerdConfig
 * @property {string} dockerdPid
 * @property {string} dockerdLog
 * @property {string} dataRoot
 * @property {string} execRoot
 * @property {string} containerdConfig
 * @property {string} containerdPid
 * @property {string} containerdLog
 * @property {string} containerdRoot
 * @property {string} containerdState
 * @property {string} containerdSocket
 * @property {string} lockFile
 * @property {string} bridge  name of the network bridge
 * @property {number} subnetSeed  where the search for a free subnet starts
 */

/** A socket's path holds at most 107 bytes; dockerd's longest is `<exec root>/libnetwork/<12 digits>.sock`. */
const longestRunFolder = 107 - '/exec/libnetwork/0123456789ab.sock'.length;

/**
 * @param {string} project  the clone's folder: two clones have two engines
 * @param {string} temporaryFolder  where sockets go when the clone's path is too long for them
 * @returns {EngineLayout}
 */
export function engineLayout(project, temporaryFolder) {
  const id = createHash('sha256').update(project).digest('hex').slice(0, 8);
  const folder = join(project, '.engine');
  const own = join(folder, 'run');
  const runFolder =
    Buffer.byteLength(own) <= longestRunFolder ? own : join(temporaryFolder, `lava-engine-${id}`);
  return {
    folder,
    runFolder,
    socket: join(runFolder, 'docker.sock'),
    serverUrl: `unix://${join(runFolder, 'docker.sock')}`,
    dockerdConfig: join(folder, 'dockerd.json'),
    dockerdPid: join(folder, 'dockerd.pid'),
    dockerdLog: join(folder, 'dockerd.log'),
    dataRoot: join(folder, 'data'),
    execRoot: join(runFolder, 'exec'),
    containerdConfig: join(folder, 'containerd.toml'),
    containerdPid: join(folder, 'containerd.pid'),
    containerdLog: join(folder, 'containerd.log'),
    containerdRoot: join(folder, 'containerd'),
    containerdState: join(runFolder, 'containerd'),
    containerdSocket: join(runFolder, 'containerd.sock'),
    lockFile: join(temporaryFolder, `lava-engine-${id}.lock`),
    bridge: `lava-${id}`,
    subnetSeed: parseInt(id.slice(0, 2), 16),
  };
}
