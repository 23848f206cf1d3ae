import type { IncomingMessage } from 'node:http';

import * as O from 'fp-ts/lib/Option.js';

import type { PullProgress } from '../../job/job-event.js';
import { hasTag } from '../../job/tagged-error.js';
import type { Image, ImageName, PullFailed, PullRequest } from '../../ports/container-engine.js';
import type { EngineRequest } from './connection.js';
import type { EngineContext } from './engine-context.js';
import { openStream } from './engine-call.js';
import { refusalStatus } from './engine-errors.js';
import { findImage } from './find-image.js';
import { imageReference, pathOfName } from './image-reference.js';
import { pullFailed } from './pull-failure.js';
import { makeLineSplitter, parsePullLine } from './pull-stream.js';
import { readPieces } from './read-pieces.js';
import { registryAuthFor } from './registry-auth.js';

/** Whether a caught value is a failed pull. */
export const isPullFailed = (thrown: unknown): thrown is PullFailed => hasTag(thrown, 'PullFailed');

/**
 * Pulls an image (`POST /images/create`) and looks it up by the same name. The engine begins with status 200 whatever
 * happens next, so only a stream that ends well and says so counts.
 * @throws `PullFailed`, and the errors of every call
 */
export const pullImage = async (
  engine: EngineContext,
  pull: PullRequest,
  signal: AbortSignal,
): Promise<Image> => {
  checkName(pull.image);
  const auth = await registryAuthFor(pull, engine, signal);
  const body = await openPull(engine, pullRequest(pull.image, auth), signal);
  await followPull(engine, body, pull.onProgress, signal);
  const found = await findImage(engine.connection, pull.image, signal);
  if (O.isSome(found)) return found.value;
  const reference = imageReference(pull.image);
  throw pullFailed(200, `The engine pulled ${reference}, but has no image of that name`, 'other');
};

/** Without tag and digest the engine would pull every tag of the repository. */
const checkName = (image: ImageName): void => {
  const { repository, tag = '', digest = '' } = image;
  if (repository !== '' && tag + digest !== '' && pathOfName(imageReference(image)) !== undefined) return;
  throw pullFailed(400, `Not a name to pull: "${imageReference(image)}"`, 'bad-reference');
};

const pullRequest = (
  { repository, tag = '', digest }: ImageName,
  auth: string | undefined,
): EngineRequest => ({
  method: 'POST',
  path: '/images/create',
  // The API takes a digest in the place of a tag.
  query: { fromImage: repository, tag: digest ?? tag },
  ...(auth === undefined ? {} : { registryAuth: auth }),
});

const openPull = async (
  { connection }: EngineContext,
  request: EngineRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> => {
  try {
    // No limit: the engine answers only when the registry has.
    return await openStream(connection, request, signal);
  } catch (error) {
    const status = refusalStatus(error);
    throw status === undefined || !(error instanceof Error) ? error : pullFailed(status, error.message);
  }
};

const followPull = async (
  { connection, isPodman }: EngineContext,
  body: IncomingMessage,
  onProgress: (progress: PullProgress) => void,
  signal: AbortSignal,
): Promise<void> => {
  const splitter = makeLineSplitter();
  let lastStatus = '';
  const take = (lines: readonly string[]): void => {
    for (const line of lines.map(parsePullLine)) {
      if (line?._tag === 'error') throw pullFailed(200, line.message);
      if (line === undefined) continue;
      lastStatus = line.progress.status;
      onProgress(line.progress);
    }
  };
  for await (const piece of readPieces(connection, body, signal)) take(splitter.push(piece));
  take(splitter.end());
  if (isFinal(lastStatus, isPodman)) return;
  throw pullFailed(200, `The pull ended early; the last that the engine said was "${lastStatus}"`, 'other');
};

/** Docker ends with `Status: …`. Podman has no such line; its service closes the stream in order when it is done. */
const isFinal = (lastStatus: string, isPodman: boolean): boolean =>
  isPodman ? lastStatus !== '' : lastStatus.startsWith('Status: ');
