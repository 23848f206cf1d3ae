import { Readable } from 'node:stream';

import * as O from 'fp-ts/lib/Option.js';

import type { ContainerOutput, ContainerState } from '../../ports/container.js';
import { makeContainerOutput } from './container-output.js';
import type { EngineAnswer, EngineConnection, EngineRequest } from './connection.js';
import { withDeadline } from './deadline.js';
import { readText } from './engine-call.js';
import type { EngineContext } from './engine-context.js';
import { refusal, refusalStatus } from './engine-errors.js';
import { inspectContainer } from './inspect-container.js';

/**
 * Opens a container's output (`POST /containers/{id}/attach`) over an upgraded connection.
 *
 * An attach to a container that has ended never ends, so the container is inspected once the stream is open.
 */
export const attachContainer = async (
  { connection, settings, isPodman }: EngineContext,
  id: string,
  signal: AbortSignal,
): Promise<ContainerOutput> => {
  const opening = openAttach(connection, id, signal);
  const stream = await (isPodman ? opening.catch(emptyIfUnprepared) : opening);
  try {
    const found = await inspectContainer(connection, id, signal);
    const output = makeContainerOutput({
      stream,
      hasTerminal: O.isSome(found) && found.value.hasTerminal,
      signals: [connection.closed],
      logger: settings.logger,
    });
    if (O.isNone(found) || hasEnded(found.value.state)) output.close();
    return output;
  } catch (error) {
    stream.destroy();
    throw error;
  }
};

/**
 * Podman prepares the program at the attach, and refuses that where the program cannot be run. There is no output then;
 * the start is to say what is wrong.
 */
const emptyIfUnprepared = (error: unknown): Readable => {
  if (refusalStatus(error) !== undefined && String(error).includes('preparing container'))
    return Readable.from([]);
  throw error;
};

const hasEnded = ({ status }: ContainerState): boolean => status === 'exited' || status === 'dead';

const openAttach = (connection: EngineConnection, id: string, signal: AbortSignal): Promise<Readable> => {
  const request: EngineRequest = {
    method: 'POST',
    path: `/containers/${encodeURIComponent(id)}/attach`,
    query: { stream: '1', stdout: '1', stderr: '1' },
    upgrade: true,
  };
  const what = `${request.method} ${request.path}`;
  return withDeadline({ signal, limitMs: connection.timeoutMs, what }, async (limited) =>
    toStream(connection, request, await connection.open(request, limited), limited),
  );
};

const toStream = async (
  connection: EngineConnection,
  request: EngineRequest,
  answer: EngineAnswer,
  signal: AbortSignal,
): Promise<Readable> => {
  if (answer._tag === 'upgraded') return answer.socket;
  // A proxy may take the upgrade out of the request; the engine then streams in the body.
  if (answer.status === 200) return answer.body;
  throw refusal(request, answer.status, await readText(connection, answer.body, signal));
};
