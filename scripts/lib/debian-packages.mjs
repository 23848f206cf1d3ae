import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand, mustRun } from './run-command.mjs';
import { withFileLock } from './file-lock.mjs';

/**
 * A program and the Debian package that brings it.
 * @typedef {{ program: string, package: string }} Tool
 */

const policyFile = '/usr/sbin/policy-rc.d';
const policyMark = '# lava-docker-job: no service starts while its package is installed.';
const aptLock = '/run/lava-docker-job-apt.lock';
const updateMark = '/run/lava-docker-job-apt.updated';

/** Whether packages can be installed without asking anybody. */
export function isDebianRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/** The environment with the folders of system programs, which some shells keep from PATH. */
export function systemEnvironment() {
  const path = [process.env['PATH'] ?? '', '/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
  return { ...process.env, PATH: path.filter(Boolean).join(delimiter) };
}

/**
 * @param {string} program
 * @returns {string | undefined} its path
 */
export function findProgram(program) {
  const folders = systemEnvironment().PATH.split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/**
 * Installs the packages of those tools that are missing.
 * @param {readonly Tool[]} tools
 * @param {(line: string) => void} say
 */
export function installPackages(tools, say) {
  const missing = () => tools.filter((tool) => !findProgram(tool.program)).map((tool) => tool.package);
  return installMissing(missing, say);
}

/**
 * Installs what is missing. It is looked for again once nobody else installs anything.
 * @param {() => readonly string[]} missing  names of packages
 * @param {(line: string) => void} say
 */
export async function installMissing(missing, say) {
  if (missing().length === 0) return;
  await withFileLock(aptLock, async () => {
    const packages = [...new Set(missing())];
    if (packages.length === 0) return;
    say(`Installing Debian's ${packages.join(', ')}.`);
    await updatePackageLists();
    await withoutStartingServices(() =>
      apt(['install', '-y', '--no-install-recommends', ...packages], { DEBIAN_FRONTEND: 'noninteractive' }),
    );
  });
}

/**
 * Unpacks packages into a folder of our own: nothing in the system changes, no service is set up.
 * @param {readonly string[]} packages
 * @param {string} folder
 * @param {(line: string) => void} say
 */
export async function unpackPackages(packages, folder, say) {
  say(`Fetching Debian's ${packages.join(', ')}.`);
  const downloads = join(folder, 'packages');
  mkdirSync(downloads, { recursive: true });
  await withFileLock(aptLock, updatePackageLists);
  for (const name of packages) {
    const before = `${name}_`;
    await mustRun('apt-get', ['download', '-q', '-o', 'APT::Sandbox::User=root', name], { cwd: downloads });
    await mustRun('sh', ['-c', 'dpkg-deb -x "$1"*.deb "$2"', 'sh', before, folder], { cwd: downloads });
  }
  rmSync(downloads, { recursive: true });
}

/**
 * Fetches packages with all that they depend on, as if nothing were installed on this machine.
 * @param {readonly string[]} packages
 * @param {string} folder  is made
 * @param {(line: string) => void} say
 */
export async function downloadWithDependencies(packages, folder, say) {
  say(`Fetching Debian's ${packages.join(', ')} with all that they depend on.`);
  mkdirSync(join(folder, 'partial'), { recursive: true });
  const nothingInstalled = join(folder, 'status');
  writeFileSync(nothingInstalled, '');
  await withFileLock(aptLock, updatePackageLists);
  const places = { 'Dir::State::status': nothingInstalled, 'Dir::Cache::archives': folder };
  const settings = { ...places, 'APT::Sandbox::User': 'root', 'Debug::NoLocking': '1' };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  await apt([...options, '--no-install-recommends', '--download-only', '-y', 'install', ...packages], {});
}

/**
 * Updates apt's lists, which a fresh Debian does not have, at most once an hour. A failed update is not the end: the
 * lists that are there may do.
 */
async function updatePackageLists() {
  const lastUpdate = statSync(updateMark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - lastUpdate < 3_600_000) return;
  const { exitCode } = await runCommand('apt-get', ['update', '-q']);
  if (exitCode === 0) writeFileSync(updateMark, '');
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
function apt(args, env) {
  // Somebody else's apt, a nightly upgrade for instance, may hold dpkg's lock.
  return mustRun(
    'apt-get',
    ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'DPkg::Options::=--force-confold', ...args],
    {
      env: { ...systemEnvironment(), ...env },
    },
  );
}

/**
 * Debian starts a service as soon as its package is installed, unless policy-rc.d forbids it. The file is ours only
 * for the time of the installation; one that the machine already has stays as it is.
 * @template T
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
async function withoutStartingServices(action) {
  if (existsSync(policyFile) && !readFileSync(policyFile, 'utf8').includes(policyMark)) return action();
  const allow = () => {
    rmSync(policyFile, { force: true });
  };
  writeFileSync(policyFile, `#!/bin/sh\n${policyMark}\nexit 101\n`);
  chmodSync(policyFile, 0o755);
  process.once('exit', allow);
  try {
    return await action();
  } finally {
    allow();
    process.off('exit', allow);
  }
}
