import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

import type { EngineConnection, EngineRequest } from './connection.js';
import { withDeadline } from './deadline.js';
import { openReply, readBytes, readText } from './engine-call.js';
import { badReply, isNotFound, refusal } from './engine-errors.js';
import { fileOfArchive } from './file-of-archive.js';
import { inspectContainer } from './inspect-container.js';

const largestBytes = 1024 * 1024;

/**
 * Reads a file of a container (`GET /containers/{id}/archive`), following one symbolic link, whose target the engine
 * gives with all further links resolved.
 * @returns none when there is no file of that path
 * @throws `EngineRefused` when the container is gone or the file has more than 1 MiB
 */
export const readContainerFile = async (
  connection: EngineConnection,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<O.Option<Uint8Array>> => {
  const found = await readPath(connection, id, path, signal);
  if (found === undefined) return O.none;
  if (typeof found !== 'string') return O.some(found);
  const target = await readPath(connection, id, found, signal);
  return target === undefined || typeof target === 'string' ? O.none : O.some(target);
};

/** The content of a file, the target of a link, or nothing for anything else. */
const readPath = async (
  connection: EngineConnection,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | string | undefined> => {
  const request: EngineRequest = {
    method: 'GET',
    path: `/containers/${encodeURIComponent(id)}/archive`,
    query: { path },
  };
  const limits = { signal, limitMs: connection.timeoutMs, what: `${request.method} ${request.path}` };
  try {
    return await withDeadline(limits, (limited) => openPath(connection, request, limited));
  } catch (error) {
    // The engine says 404 of the path as well as of the container.
    if (isNotFound(error) && O.isSome(await inspectContainer(connection, id, signal))) return undefined;
    throw error;
  }
};

const openPath = async (
  connection: EngineConnection,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<Uint8Array | string | undefined> => {
  const { status, body } = await openReply(connection, request, signal);
  if (status !== 200) throw refusal(request, status, await readText(connection, body, signal));
  const stat = decodeStat(body.headers['x-docker-container-path-stat']);
  if (stat !== undefined && isRegular(stat) && stat.size <= largestBytes)
    return (await fileOfArchive(await readBytes(connection, body, signal))) ?? noFile(request);
  // What is no file, or too large a one, is not read: it may have any length.
  body.destroy();
  if (stat === undefined) throw badReply(request);
  if (isRegular(stat)) throw tooLarge(request, stat.size);
  return stat.linkTarget === '' ? undefined : stat.linkTarget;
};

const noFile = (request: EngineRequest): never => {
  throw badReply(request);
};

const tooLarge = (request: EngineRequest, size: number): Error =>
  refusal(request, 413, `The file has ${size} bytes, and no more than ${largestBytes} are read`);

const PathStat = t.intersection([
  t.type({ mode: t.number, size: t.number }),
  t.partial({ linkTarget: t.string }),
]);

interface Stat {
  readonly mode: number;
  readonly size: number;
  /** Empty for what is no link, and for a link that leads nowhere. */
  readonly linkTarget: string;
}

/** The header holds JSON in Base64. */
const decodeStat = (header: string | string[] | undefined): Stat | undefined => {
  try {
    const decoded = PathStat.decode(JSON.parse(Buffer.from(String(header), 'base64').toString('utf8')));
    return E.isLeft(decoded) ? undefined : { linkTarget: '', ...decoded.right };
  } catch {
    return undefined;
  }
};

/** The bits of Go's `fs.ModeType`: whatever is not a regular file has one of them. */
const typeBits = 0x8f280000;

const isRegular = ({ mode }: Stat): boolean => (mode & typeBits) === 0;
