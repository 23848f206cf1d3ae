import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

import type { Image, ImageName } from '../../ports/container-engine.js';
import type { EngineConnection, EngineRequest } from './connection.js';
import { callForJson } from './engine-call.js';
import { badReply, isNotFound } from './engine-errors.js';
import { imageReference, pathOfName } from './image-reference.js';

const ImageInspect = t.intersection([
  t.type({ Id: t.string }),
  // Null, or absent, for an image that came from no registry.
  t.partial({ RepoDigests: t.union([t.array(t.string), t.null]) }),
  t.partial({ Config: t.union([t.partial({ User: t.string }), t.null]) }),
]);

/** Looks an image up on the engine (`GET /images/{name}/json`). */
export const findImage = async (
  connection: EngineConnection,
  name: ImageName,
  signal: AbortSignal,
): Promise<O.Option<Image>> => {
  const path = pathOfName(imageReference(name));
  if (path === undefined) return O.none;
  const request: EngineRequest = { method: 'GET', path: `/images/${path}/json` };
  try {
    return O.some(toImage(request, await callForJson(connection, request, signal)));
  } catch (error) {
    if (isNotFound(error)) return O.none;
    throw error;
  }
};

const toImage = (request: EngineRequest, json: unknown): Image => {
  const image = ImageInspect.decode(json);
  if (E.isLeft(image)) throw badReply(request);
  const { Id: id, RepoDigests: repositoryDigests, Config: config } = image.right;
  return {
    // Podman gives ids without the algorithm.
    id: id.includes(':') ? id : `sha256:${id}`,
    repositoryDigests: repositoryDigests ?? [],
    // Left out of the answer, or empty, when the image names nobody.
    ...(config === undefined || config === null ? {} : { user: config.User ?? '' }),
  };
};
