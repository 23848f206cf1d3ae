import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadWithDependencies } from './debian-packages.mjs';
import { projectFolder } from './project.mjs';
import { mustRun } from './run-command.mjs';

/** What others need to set themselves up, and what is large: none of it is needed to run a program of theirs. */
const unneeded =
  /^(?:perl|libperl|perl-.*|.*-perl|debconf|dpkg|usrmerge|ucf|adduser|passwd|init-system-helpers|locales|libc-l10n|git-man|libllvm.*|libz3.*)(?:[\d.]*)_/;

const leftOut = [
  ...['doc', 'man', 'info', 'locale', 'lintian', 'bash-completion', 'perl5', 'perl'].map(
    (name) => `./usr/share/${name}`,
  ),
  './usr/lib/postgresql/*/lib/bitcode',
  './usr/lib/python3/dist-packages/awscli/examples',
];

/**
 * The file system of some packages of Debian and all that they depend on, as a tar archive, to be laid over that of
 * busybox. The packages are unpacked and not set up: nothing on this machine changes. It is kept, so that only the
 * first call takes its seconds.
 * @param {readonly string[]} packages
 * @param {(line: string) => void} say
 * @returns {Promise<string>} its path
 */
export async function debianRoot(packages, say) {
  const key = createHash('sha256').update(JSON.stringify(packages)).digest('hex').slice(0, 16);
  const archive = join(projectFolder, 'node_modules', '.cache', 'lava-docker-job', `debian-root-${key}.tar`);
  if (existsSync(archive)) return archive;
  mkdirSync(dirname(archive), { recursive: true });
  const folder = mkdtempSync(`${archive}.`);
  try {
    await unpack(packages, folder, say);
    const unfinished = join(folder, 'root.tar');
    await mustRun('tar', ['-c', '-f', unfinished, '-C', join(folder, 'root'), ...tarOptions(), '.']);
    renameSync(unfinished, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return archive;
}

/**
 * @param {readonly string[]} packages
 * @param {string} folder
 * @param {(line: string) => void} say
 */
async function unpack(packages, folder, say) {
  const downloads = join(folder, 'packages');
  const root = join(folder, 'root');
  mkdirSync(root);
  await downloadWithDependencies(packages, downloads, say);
  const files = readdirSync(downloads).filter((name) => name.endsWith('.deb') && !unneeded.test(name));
  for (const name of files) await mustRun('dpkg-deb', ['-x', join(downloads, name), root]);
  // Debian 13 leaves this link to a package of its own; the loader of every program is behind it.
  if (!existsSync(join(root, 'lib64')) && existsSync(join(root, 'usr/lib64')))
    symlinkSync('usr/lib64', join(root, 'lib64'));
}

function tarOptions() {
  const owner = ['--owner=0', '--group=0', '--numeric-owner'];
  return [...owner, ...leftOut.map((path) => `--exclude=${path}`)];
}
