import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import type { ContainerSpec } from '../../ports/container.js';
import type { EngineRequest } from './connection.js';
import { createBody } from './create-body.js';
import { throwIfAborted, withLateAbort } from './deadline.js';
import { callForJson } from './engine-call.js';
import type { EngineContext } from './engine-context.js';
import { badReply, neverReachedEngine, refusalStatus } from './engine-errors.js';
import { logDriverFor } from './log-driver.js';
import { removeLeftover } from './remove-leftover.js';

const Created = t.intersection([
  t.type({ Id: t.string }),
  t.partial({ Warnings: t.union([t.array(t.string), t.null]) }),
]);

/** How long an abort waits for the engine to finish what it has begun. In ms. */
const abortGraceMs = 5000;

/**
 * Creates a container (`POST /containers/create`).
 *
 * An engine goes on creating when its client goes away. So an abort does not break the request off, its answer is
 * awaited for a moment; and after any end without an answer the container is looked up by its name and removed.
 * @returns its id
 */
export const createContainer = async (
  engine: EngineContext,
  spec: ContainerSpec,
  signal: AbortSignal,
): Promise<string> => {
  throwIfAborted(signal);
  try {
    const id = await withLateAbort(signal, abortGraceMs, (late) => requestCreation(engine, spec, late));
    throwIfAborted(signal);
    return id;
  } catch (error) {
    if (refusalStatus(error) === undefined && !neverReachedEngine(error)) await removeLeftover(engine, spec);
    throwIfAborted(signal);
    throw error;
  }
};

const requestCreation = async (
  engine: EngineContext,
  spec: ContainerSpec,
  signal: AbortSignal,
): Promise<string> => {
  const request: EngineRequest = {
    method: 'POST',
    path: '/containers/create',
    query: { name: spec.name },
    body: createBody(spec, logDriverFor(engine)),
  };
  const created = Created.decode(await callForJson(engine.connection, request, signal));
  if (E.isLeft(created)) throw badReply(request);
  for (const warning of created.right.Warnings ?? []) {
    engine.settings.logger.warn('The container engine warns of a setting', { container: spec.name, warning });
  }
  return created.right.Id;
};
