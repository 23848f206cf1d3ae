import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { entryPointsOf } from './entry-points.mjs';
import { withFileLock } from './file-lock.mjs';
import { runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** @import { CommandContext } from './command.mjs' */
/** @import { EntryPoint } from './entry-points.mjs' */

/**
 * The two forms of the package: the compiler's configuration, and how Node shall read the result. The ES modules are
 * declarations alone, and entry points that lead to the CommonJS modules: Node loads those in less than half the time, since
 * fp-ts and io-ts are CommonJS, and there is one copy of the package in a process, whichever way it is loaded.
 */
const passes = [
  { configuration: 'tsconfig.esm.json', folder: 'dist/esm', type: 'module' },
  { configuration: 'tsconfig.cjs.json', folder: 'dist/cjs', type: 'commonjs' },
];

const commandLine = 'dist/cjs/cli/main.js';

/**
 * Builds dist, unless it is what the source makes.
 * @param {string} project
 * @param {Pick<CommandContext, 'say' | 'signal'>} context
 */
export async function buildIfStale(project, context) {
  // Two commands that start together must not empty dist under each other.
  const lock = join(tmpdir(), `lava-build-${hashOf([project]).slice(0, 8)}.lock`);
  await withFileLock(lock, async () => {
    const reason = whyBuild(project);
    if (reason === undefined) return;
    context.say(`Building dist: ${reason}.`);
    await build(project, context);
  });
}

/**
 * Builds dist from scratch.
 * @param {string} project
 * @param {Pick<CommandContext, 'signal'>} context
 */
export async function build(project, { signal }) {
  const stamp = stampFile(project);
  const inputs = hashOfInputs(project);
  rmSync(stamp, { force: true });
  rmSync(join(project, 'dist'), { recursive: true, force: true });
  await Promise.all(passes.map((pass) => compile(project, pass, signal)));
  for (const entryPoint of entryPointsOf(project)) writeEntryPoint(project, entryPoint);
  makeExecutable(join(project, commandLine));
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
}

/**
 * @param {string} project
 * @returns {string | undefined} why dist has to be built
 */
export function whyBuild(project) {
  const markers = passes.map((pass) => join(project, pass.folder, 'package.json'));
  if (!markers.every((marker) => existsSync(marker))) return 'there is none';
  const stamp = stampFile(project);
  const isCurrent = existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfInputs(project);
  return isCurrent ? undefined : 'the source has changed';
}

/**
 * @param {string} project
 * @param {typeof passes[number]} pass
 * @param {AbortSignal} signal
 */
async function compile(project, { configuration, folder, type }, signal) {
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
  const args = [compiler, '-p', configuration, '--noEmitOnError', '--pretty', 'false'];
  const { exitCode, output } = await runCommand(process.execPath, args, { cwd: project, signal });
  if (exitCode !== 0)
    throw new SetupError(`The source does not compile with ${configuration}:\n${output.trim()}`);
  writeFileSync(join(project, folder, 'package.json'), `${JSON.stringify({ type })}\n`);
}

/**
 * @param {string} project
 * @param {EntryPoint} entryPoint
 */
function writeEntryPoint(project, { module, commonjs }) {
  const load = createRequire(join(project, 'package.json'));
  const names = Object.keys(load(`./${commonjs}`)).sort();
  const target = relative(dirname(module), commonjs).replaceAll('\\', '/');
  writeFileSync(join(project, module), `export { ${names.join(', ')} } from '${target}';\n`);
}

/** @param {string} path */
function makeExecutable(path) {
  if (existsSync(path)) chmodSync(path, 0o755);
}

/**
 * Not in dist, whose files are published.
 * @param {string} project
 */
export function stampFile(project) {
  return join(project, 'node_modules', '.cache', 'lava-docker-job', 'built-from');
}

/**
 * Everything that decides what dist holds.
 * @param {string} project
 */
export function hashOfInputs(project) {
  const sources = readdirSync(join(project, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const others = [
    'package.json',
    'tsconfig.json',
    'package-lock.json',
    ...passes.map((pass) => pass.configuration),
  ];
  const files = [...others.map((name) => join(project, name)), ...sources];
  return hashOf(files.flatMap((file) => [file.slice(project.length), readFileSync(file)]));
}

/** @param {readonly (string | Buffer)[]} parts */
function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
