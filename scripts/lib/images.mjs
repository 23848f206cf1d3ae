import { askEngine, callEngine, followEngine } from './engine-client.mjs';

/** @import { EngineClient } from './engine-client.mjs' */
/** @import { Registry } from './registry.mjs' */

/**
 * Makes an image of a file system and puts it into a registry under some names. The engine keeps none of them, so
 * that a job's pull is a real one.
 * @param {EngineClient} engine
 * @param {Registry} registry
 * @param {Buffer} root  a tar archive
 * @param {readonly string[]} names  repository:tag
 */
export async function publishImage(engine, registry, root, names) {
  for (const name of names) {
    const reference = `${registry.address}/${name}`;
    await importImage(engine, root, reference);
    await pushImage(engine, registry, reference);
    await removeImage(engine, reference);
  }
}

/**
 * @param {EngineClient} engine
 * @param {Buffer} root  a tar archive
 * @param {string} reference  repository:tag
 * @param {string} [command]  what a container runs if it is not told, as in a Dockerfile
 */
export async function importImage(engine, root, reference, command = '["/bin/sh"]') {
  const { repository, tag } = splitReference(reference);
  const query = { fromSrc: '-', repo: repository, tag, changes: `CMD ${command}` };
  const headers = { 'Content-Type': 'application/x-tar' };
  await followEngine(engine, { method: 'POST', path: '/images/create', query, headers, body: root });
}

/**
 * @param {EngineClient} engine
 * @param {Registry} registry
 * @param {string} reference  repository:tag
 */
async function pushImage(engine, registry, reference) {
  const { repository, tag } = splitReference(reference);
  await followEngine(engine, {
    method: 'POST',
    path: `/images/${repository}/push`,
    query: { tag },
    headers: { 'X-Registry-Auth': authHeader(registry) },
    timeoutMs: 120_000,
  });
}

/**
 * Pulls an image that anybody may pull, unless it is there.
 * @param {EngineClient} engine
 * @param {string} reference  repository:tag
 */
export async function pullIfMissing(engine, reference) {
  if (await hasImage(engine, reference)) return;
  const { repository, tag } = splitReference(reference);
  const query = { fromImage: repository, tag };
  await followEngine(engine, { method: 'POST', path: '/images/create', query, timeoutMs: 300_000 });
}

/**
 * @param {EngineClient} engine
 * @param {string} reference
 * @returns {Promise<boolean>}
 */
export async function hasImage(engine, reference) {
  const filters = JSON.stringify({ reference: [reference] });
  const images = await askEngine(engine, { method: 'GET', path: '/images/json', query: { filters } });
  return images.length > 0;
}

/**
 * Removes what was pulled from a registry that ends.
 * @param {EngineClient} engine
 * @param {Registry} registry
 */
export async function removeImagesOf(engine, { address }) {
  /** @type {{ RepoTags: string[] | null }[]} */
  const images = await askEngine(engine, { method: 'GET', path: '/images/json' });
  const references = images.flatMap(({ RepoTags: tags }) => tags ?? []);
  for (const reference of references.filter((tag) => tag.startsWith(`${address}/`))) {
    await removeImage(engine, reference);
  }
}

/**
 * @param {EngineClient} engine
 * @param {string} reference
 */
export async function removeImage(engine, reference) {
  await callEngine(engine, { method: 'DELETE', path: `/images/${reference}`, query: { force: '1' } });
}

/**
 * The base64url must be padded: the engine ignores any other without a word.
 * @param {Registry} registry
 */
function authHeader({ address, user, password }) {
  const json = JSON.stringify({ username: user, password, serveraddress: address });
  return Buffer.from(json).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

/** @param {string} reference  ends in a tag */
function splitReference(reference) {
  const colon = reference.lastIndexOf(':');
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}
