import { askEngine, callEngine } from './engine-client.mjs';

/** @import { EngineClient } from './engine-client.mjs' */

/**
 * Makes a container, gives it to an action, and removes it.
 * @template T
 * @param {EngineClient} engine
 * @param {Record<string, unknown>} configuration  the body of the engine's create call
 * @param {(id: string) => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withContainer(engine, configuration, action) {
  const id = await createContainer(engine, configuration);
  try {
    return await action(id);
  } finally {
    await removeContainer(engine, id);
  }
}

/**
 * @param {EngineClient} engine
 * @param {Record<string, unknown>} configuration
 * @returns {Promise<string>} its id
 */
export async function createContainer(engine, configuration) {
  const { Id: id } = await askEngine(engine, {
    method: 'POST',
    path: '/containers/create',
    json: configuration,
  });
  return id;
}

/**
 * @param {EngineClient} engine
 * @param {string} id
 */
export async function removeContainer(engine, id) {
  await callEngine(engine, { method: 'DELETE', path: `/containers/${id}`, query: { force: '1', v: '1' } });
}
