// All of a release but the publishing: npm run release:rehearse
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { checkChangelog } from './lib/changelog.mjs';
import { checkOut, uncommitted } from './lib/checkout.mjs';
import { runAsCommand } from './lib/command.mjs';
import { describeContents, overBudget, readPackReport } from './lib/package-contents.mjs';
import { projectFolder } from './lib/project.mjs';
import { mustRun } from './lib/run-command.mjs';
import { SetupError } from './lib/setup-error.mjs';

/** @import { CommandContext } from './lib/command.mjs' */

const smokePrograms = join('test', 'package', 'smoke');

await runAsCommand(async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'lava-release-'));
  context.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const checkout = join(folder, 'checkout');

  context.heading('What is committed');
  await requireCommitted();
  const remaining = checkVersion(context);
  await checkOut(projectFolder, checkout, context.signal);

  context.heading('Build and pack');
  await build(checkout, context);
  const tarball = await pack(checkout, folder, context);

  context.heading('Install and use');
  await tryOut(tarball, join(folder, 'user'), context);

  context.heading('Publish, without publishing');
  await mustRun('npm', ['publish', '--dry-run', '--offline', '--json', tarball], {
    cwd: folder,
    signal: context.signal,
  });
  await requireCommitted();
  context.say('npm would publish it. Nothing has been published, and nothing is left behind.');
  if (remaining !== undefined) context.say(`Before it is published: ${remaining}.`);
  return 0;
});

async function requireCommitted() {
  const changes = await uncommitted(projectFolder);
  if (changes !== '') throw new SetupError(`Commit these, or put them away:\n${changes}`);
}

/**
 * @param {CommandContext} context
 * @returns {string | undefined} what remains to be done
 */
function checkVersion({ say }) {
  const { version } = readJson('package.json');
  const { version: locked } = readJson('package-lock.json');
  if (locked !== version) {
    throw new SetupError(
      `package.json has version ${version}, package-lock.json ${locked}: run npm install.`,
    );
  }
  const { problem, remaining } = checkChangelog(
    readFileSync(join(projectFolder, 'CHANGELOG.md'), 'utf8'),
    version,
  );
  if (problem !== undefined) throw new SetupError(`Version and changelog do not agree: ${problem}.`);
  say(`Version ${version}.`);
  return remaining;
}

/**
 * @param {string} name
 * @returns {{ version: string, peerDependencies?: Record<string, string> }}
 */
function readJson(name) {
  return JSON.parse(readFileSync(join(projectFolder, name), 'utf8'));
}

/**
 * @param {string} checkout
 * @param {string} folder  for the tarball
 * @param {CommandContext} context
 * @returns {Promise<string>} its path
 */
async function pack(checkout, folder, { say, signal }) {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const report = readPackReport(await mustRun('npm', args, { cwd: checkout, signal }));
  for (const { path } of report.files) say(path);
  say(describeContents(report));
  const problems = overBudget(report);
  if (problems.length > 0) throw new SetupError(`The package has grown: ${problems.join('; ')}.`);
  return join(folder, report.filename);
}

/**
 * Installs the package in an empty project, with what its parts for tests want beside it, and runs the smoke programs there.
 * @param {string} tarball
 * @param {string} user  the folder of that project
 * @param {CommandContext} context
 */
async function tryOut(tarball, user, { say, signal }) {
  mkdirSync(user);
  writeFileSync(join(user, 'package.json'), '{ "private": true }\n');
  const peers = Object.entries(readJson('package.json').peerDependencies ?? {}).map(
    ([name, range]) => `${name}@${range}`,
  );
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  await mustRun('npm', ['install', ...quietly, tarball, ...peers], { cwd: user, signal });
  cpSync(join(projectFolder, smokePrograms), join(user, 'smoke'), { recursive: true });
  for (const program of ['smoke.mjs', 'smoke.cjs']) {
    say((await mustRun(process.execPath, [join('smoke', program)], { cwd: user, signal })).trimEnd());
  }
  const help = await mustRun('npx', ['--no-install', 'lava-docker-job', '--help'], { cwd: user, signal });
  say(help.split('\n', 1)[0]);
}
