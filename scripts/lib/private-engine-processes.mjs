import { listProcesses, pidOf } from './processes.mjs';

/** @import { EngineLayout } from './engine-layout.mjs' */

/**
 * @param {EngineLayout} layout
 * @returns {number | undefined}
 */
export function dockerdPid(layout) {
  return pidOf(layout.dockerdPid, `--config-file=${layout.dockerdConfig}`);
}

/**
 * @param {EngineLayout} layout
 * @returns {number | undefined}
 */
export function containerdPid(layout) {
  return pidOf(layout.containerdPid, `--config=${layout.containerdConfig}`);
}

/** @param {EngineLayout} layout */
export function isPrivateEngineAlive(layout) {
  return dockerdPid(layout) !== undefined && containerdPid(layout) !== undefined;
}

/**
 * The shims that this engine's containerd has started. They outlive a containerd that is killed.
 * @param {EngineLayout} layout
 * @returns {number[]}
 */
export function shimPids(layout) {
  return listProcesses()
    .filter(({ argv }) => argv[0]?.includes('containerd-shim') && argv.includes(layout.containerdSocket))
    .map(({ pid }) => pid);
}

/**
 * @param {number} parent
 * @returns {number[]}
 */
export function childPids(parent) {
  return listProcesses()
    .filter((child) => child.parent === parent)
    .map(({ pid }) => pid);
}
