import { existsSync, rmSync } from 'node:fs';
import { systemEnvironment } from './debian-packages.mjs';
import { askEngine, callEngine, engineClient, whyNotAnswering } from './engine-client.mjs';
import { restoreForwarding } from './ip-forwarding.mjs';
import { unmountBelow } from './mounts.mjs';
import { childPids, containerdPid, dockerdPid, shimPids } from './private-engine-processes.mjs';
import { sendSignal, stopProcess } from './processes.mjs';
import { runCommand } from './run-command.mjs';

/** @import { EngineLayout } from './engine-layout.mjs' */

/**
 * Removes a private engine in whatever state it is: running, crashed or half started.
 * @param {EngineLayout} layout
 * @returns {Promise<boolean>} whether there was anything to remove
 */
export async function removePrivateEngine(layout) {
  const existed =
    existsSync(layout.folder) || existsSync(layout.runFolder) || existsSync(bridgeFolder(layout));
  if (!existed) return false;
  await removeContainersAndNetworks(layout);
  await stopDaemons(layout);
  await stopShims(layout);
  await unmountBelow([layout.folder, layout.runFolder]);
  await removeBridge(layout);
  restoreForwarding();
  rmSync(layout.runFolder, { recursive: true, force: true });
  rmSync(layout.folder, { recursive: true, force: true });
  return true;
}

/**
 * A container that runs makes dockerd wait ten seconds before it ends, and a network outlives it.
 * @param {EngineLayout} layout
 */
async function removeContainersAndNetworks(layout) {
  const engine = engineClient(layout.serverUrl);
  if (dockerdPid(layout) === undefined || (await whyNotAnswering(engine)) !== undefined) return;
  try {
    const path = '/containers/json';
    const containers = await askEngine(engine, {
      method: 'GET',
      path,
      query: { all: '1' },
      timeoutMs: 10_000,
    });
    for (const { Id: id } of containers) {
      const query = { force: '1', v: '1' };
      await callEngine(engine, { method: 'DELETE', path: `/containers/${id}`, query, timeoutMs: 10_000 });
    }
    await callEngine(engine, { method: 'POST', path: '/networks/prune', timeoutMs: 10_000 });
  } catch {
    // An engine that cannot do this any more is stopped all the same.
  }
}

/** @param {EngineLayout} layout */
async function stopDaemons(layout) {
  const dockerd = dockerdPid(layout);
  if (dockerd !== undefined) await stopProcess(dockerd, { graceMs: 20_000 });
  const containerd = containerdPid(layout);
  if (containerd !== undefined) await stopProcess(containerd, { graceMs: 10_000 });
}

/**
 * Whatever a daemon that did not end in order left: a container's first process is the child of its shim.
 * @param {EngineLayout} layout
 */
async function stopShims(layout) {
  for (const shim of shimPids(layout)) {
    for (const container of childPids(shim)) sendSignal(container, 'SIGKILL');
    await stopProcess(shim, { graceMs: 2_000 });
  }
}

/** @param {EngineLayout} layout */
async function removeBridge(layout) {
  if (!existsSync(bridgeFolder(layout))) return;
  await runCommand('ip', ['link', 'delete', layout.bridge], { env: systemEnvironment() });
}

/** @param {EngineLayout} layout */
function bridgeFolder(layout) {
  return `/sys/class/net/${layout.bridge}`;
}
