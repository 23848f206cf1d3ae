import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busyboxRoot } from './busybox-root.mjs';
import { withContainer } from './containers.mjs';
import { debianTools, hasDebianTools } from './debian-tools.mjs';
import { askEngine, callEngine } from './engine-client.mjs';
import { findEngine } from './find-engine.mjs';
import { publishImage, pullIfMissing, removeImagesOf } from './images.mjs';
import { startRegistryContainer } from './registry-container.mjs';
import { startRegistryProcess } from './registry-process.mjs';
import { SetupError } from './setup-error.mjs';

/** @import { CommandContext } from './command.mjs' */
/** @import { EngineClient } from './engine-client.mjs' */
/** @import { Registry } from './registry.mjs' */

/**
 * What a job needs around it.
 * @typedef {object} Provisions
 * @property {EngineClient} engine
 * @property {Registry} registry  holds the image under each of the names that were asked for
 * @property {string} busyboxTar  a file: the image's file system as a tar archive
 * @property {string} [registryProgram]  the path of docker-registry, where it is a program of this machine
 */

export const busyboxImage = 'busybox:stable';

/**
 * Finds or starts an engine, and starts a registry that holds a small image. All but the engine ends with the command.
 * @param {readonly string[]} names  repository:tag
 * @param {CommandContext} context
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Provisions>}
 */
export async function provision(names, context, env = process.env) {
  const engine = await findEngine(env, context.say);
  context.signal.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), 'lava-registry-'));
  context.defer(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const made = (await usesDebianTools(engine, env['LAVA_DEMO_TOOLS']))
    ? await withDebianTools(folder, context)
    : await withContainers(engine, context);
  context.say(
    `The registry ${made.registry.address} lets in the user ${made.registry.user} with a random password.`,
  );
  context.defer(() => removeImagesOf(engine, made.registry));
  context.signal.throwIfAborted();
  await publishImage(engine, made.registry, made.root, names);
  context.say(`It holds ${names.join(' and ')}, which the engine does not have.`);
  const busyboxTar = join(folder, 'busybox.tar');
  writeFileSync(busyboxTar, made.root);
  return { ...made, engine, busyboxTar };
}

/**
 * A registry that is a process of this machine is out of reach of an engine in a virtual machine.
 * @param {EngineClient} engine
 * @param {string | undefined} wish  of the user
 * @returns {Promise<boolean>}
 */
async function usesDebianTools(engine, wish) {
  if (wish !== undefined && !['debian', 'containers'].includes(wish)) {
    throw new SetupError(`LAVA_DEMO_TOOLS is "${wish}", but must be debian or containers.`);
  }
  if (wish !== undefined) return wish === 'debian';
  if (!hasDebianTools()) return false;
  const { OperatingSystem: system } = await askEngine(engine, { method: 'GET', path: '/info' });
  return system !== 'Docker Desktop';
}

/**
 * @param {string} folder
 * @param {CommandContext} context
 */
async function withDebianTools(folder, context) {
  const tools = await debianTools(context.say);
  const registry = await startRegistryProcess(tools.registry, join(folder, 'registry'), context);
  return { registry, root: await busyboxRoot(tools.busybox), registryProgram: tools.registry };
}

/**
 * The route for a machine that has an engine but neither Debian nor root.
 * @param {EngineClient} engine
 * @param {CommandContext} context
 */
async function withContainers(engine, context) {
  const registry = await startRegistryContainer(engine, context);
  context.say(`Making the job's image of ${busyboxImage}.`);
  return { registry, root: await exportedRoot(engine, busyboxImage) };
}

/**
 * @param {EngineClient} engine
 * @param {string} image
 * @returns {Promise<Buffer>}
 */
async function exportedRoot(engine, image) {
  await pullIfMissing(engine, image);
  return withContainer(engine, { Image: image, Cmd: ['sh'] }, (id) =>
    callEngine(engine, { method: 'GET', path: `/containers/${id}/export` }),
  );
}
