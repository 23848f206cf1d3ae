import { readFileSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

/**
 * Mount points at or below some folders, the innermost first.
 * @param {string} mountInfo  the content of /proc/self/mountinfo
 * @param {readonly string[]} folders
 * @returns {string[]}
 */
export function mountsBelow(mountInfo, folders) {
  return mountInfo
    .split('\n')
    .map((line) => unescapePath(line.split(' ')[4] ?? ''))
    .filter((path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)))
    .sort((one, other) => other.length - one.length);
}

/** @param {readonly string[]} folders */
export async function unmountBelow(folders) {
  for (const path of mountsBelow(readFileSync('/proc/self/mountinfo', 'utf8'), folders)) {
    const { exitCode } = await runCommand('umount', [path]);
    if (exitCode !== 0) await runCommand('umount', ['--lazy', path]);
  }
}

/**
 * The kernel writes blanks and backslashes in paths as octal numbers.
 * @param {string} path
 */
function unescapePath(path) {
  return path.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8)));
}
