import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

import type { ContainerState } from '../../ports/container.js';
import type { EngineConnection, EngineRequest } from './connection.js';
import { callForJson, type ShortCallOptions } from './engine-call.js';
import { badReply, isNotFound } from './engine-errors.js';
import { pathOfName } from './image-reference.js';

/** What the engine says of a container, as far as it matters here. */
export interface ContainerDetails {
  readonly id: string;
  readonly name: string;
  readonly imageId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hasTerminal: boolean;
  /** Name of its log driver; empty where the engine does not say. */
  readonly logDriver: string;
  /** Whether its program has been started, at any time. */
  readonly wasStarted: boolean;
  readonly state: ContainerState;
}

const ContainerInspect = t.type({
  Id: t.string,
  Name: t.string,
  Image: t.string,
  HostConfig: t.partial({ LogConfig: t.partial({ Type: t.string }) }),
  Config: t.partial({ Tty: t.boolean, Labels: t.union([t.record(t.string, t.string), t.null]) }),
  State: t.intersection([
    t.type({ Status: t.string, ExitCode: t.number }),
    t.partial({ OOMKilled: t.boolean, Error: t.string, StartedAt: t.string }),
  ]),
});

/**
 * Inspects a container (`GET /containers/{id}/json`).
 * @returns none when there is no such container
 */
export const inspectContainer = async (
  connection: EngineConnection,
  nameOrId: string,
  signal: AbortSignal,
  options?: ShortCallOptions,
): Promise<O.Option<ContainerDetails>> => {
  const path = pathOfName(nameOrId);
  if (path === undefined) return O.none;
  const request: EngineRequest = { method: 'GET', path: `/containers/${path}/json` };
  try {
    return O.some(toDetails(request, await callForJson(connection, request, signal, options)));
  } catch (error) {
    if (isNotFound(error)) return O.none;
    throw error;
  }
};

const toDetails = (request: EngineRequest, json: unknown): ContainerDetails => {
  const decoded = ContainerInspect.decode(json);
  if (E.isLeft(decoded)) throw badReply(request);
  const {
    Id: id,
    Name: name,
    Image: imageId,
    Config: config,
    HostConfig: host,
    State: state,
  } = decoded.right;
  return {
    id,
    name: name.replace(/^\//, ''),
    imageId,
    labels: config.Labels ?? {},
    hasTerminal: config.Tty === true,
    logDriver: host.LogConfig?.Type ?? '',
    wasStarted: !(state.StartedAt ?? neverStarted).startsWith(neverStarted),
    state: {
      status: toStatus(state.Status),
      exitStatus: state.ExitCode,
      outOfMemory: state.OOMKilled === true,
      error: state.Error ?? '',
    },
  };
};

/** Go's zero time, which the engine gives for a container that was never started. */
const neverStarted = '0001-01-01';

/** Docker's statuses are the port's; the others are Podman's. */
const statuses: Readonly<Record<string, ContainerState['status']>> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
};

/** A status that nobody knows yet must not pass for the end of a container. */
const toStatus = (status: string): ContainerState['status'] => statuses[status.toLowerCase()] ?? 'running';
