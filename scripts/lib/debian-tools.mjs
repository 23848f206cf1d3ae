import { existsSync, renameSync, rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDebianRoot, unpackPackages } from './debian-packages.mjs';
import { projectFolder } from './project.mjs';

/**
 * @typedef {object} DebianTools
 * @property {string} registry  the path of docker-registry
 * @property {string} busybox  the path of a static busybox
 */

/**
 * Unpacks the two tools rather than installs them: installing docker-registry sets up a service that is open to the
 * network, and installing busybox-static removes busybox.
 * @param {(line: string) => void} say
 * @returns {Promise<DebianTools>}
 */
export async function debianTools(say) {
  const folder = toolsFolder();
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    await unpackPackages(['docker-registry', 'busybox-static'], unfinished, say);
    // Another command may have been faster.
    if (existsSync(folder)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, folder);
  }
  return {
    registry: unpackedProgram(folder, 'docker-registry'),
    busybox: unpackedProgram(folder, 'busybox'),
  };
}

/**
 * @param {string} folder
 * @param {string} name
 */
function unpackedProgram(folder, name) {
  // Debian 13 has moved all of /bin to /usr/bin.
  const path = ['usr/bin', 'bin']
    .map((bin) => join(folder, bin, name))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`Debian's packages have no ${name}.`);
  return path;
}

/** Whether {@link debianTools} can work on this machine. */
export function hasDebianTools() {
  return isDebianRoot() || existsSync(toolsFolder());
}

function toolsFolder() {
  return join(projectFolder, 'node_modules', '.cache', 'lava-docker-job', 'debian');
}
