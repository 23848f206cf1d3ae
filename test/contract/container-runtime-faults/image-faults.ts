import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { taggedError } from '../../../src/job/tagged-error.js';
import type { EngineError, Image } from '../../../src/ports/container-engine.js';
import { calm } from '../abort-faults.js';
import { onEngine, refused, type RuntimeFaults, setWrong } from './make-faults.js';

const image: Image = { id: `sha256:${'1'.repeat(64)}`, repositoryDigests: [] };

/** Faults with images, by the case that must find them. */
export const imageFaults: RuntimeFaults = {
  'pulls an image with the right login and then has it, by name, digest and id': [
    setWrong('reaches no registry', { registries: [] }),
    onEngine('reports no progress', (engine) => ({
      pullImage: (request, options) => engine.pullImage({ ...request, onProgress: () => undefined }, options),
    })),
    onEngine('does not know digests', (engine) => ({
      pullImage: (request, options) =>
        TE.map((pulled: Image) => ({ ...pulled, repositoryDigests: [] }))(engine.pullImage(request, options)),
    })),
  ],
  'does not pull without a login, also when the engine has the image': [
    onEngine('gives the image that it has', (engine) => ({
      pullImage: (request, options) =>
        TE.orElse(() =>
          pipe(
            engine.findImage(request.image, options),
            TE.chain((found) => (O.isSome(found) ? TE.right(found.value) : TE.left(refused()))),
          ),
        )(engine.pullImage(request, options)),
    })),
  ],
  'does not pull with a wrong password, and tells it nowhere': [
    onEngine('shows the password', (engine) => ({
      pullImage: (request, options) =>
        TE.mapLeft((error: EngineError) =>
          O.isSome(request.login)
            ? Object.assign(error, { message: `refused ${request.login.value.password.reveal()}` })
            : error,
        )(engine.pullImage(request, options) as TE.TaskEither<EngineError, Image>),
    })),
  ],
  'does not send a login to another registry': [
    onEngine('sends every login to every registry', (engine, { registry, username, password }) => ({
      pullImage: (request, options) => {
        const login = O.map((given: object) => ({ ...given, registry }))(request.login);
        // It has every member of a login.
        const sent = { ...request, login: login as typeof request.login };
        return username === '' || password === '' ? TE.left(refused()) : engine.pullImage(sent, options);
      },
    })),
  ],
  'tells a tag that does not exist from a refusal': [
    onEngine('calls every failure a refusal', (engine) => ({
      pullImage: (request, options) =>
        TE.mapLeft(() =>
          taggedError('PullFailed', {
            code: 'pull.refused',
            message: 'No',
            details: { reason: 'refused' as const },
          }),
        )(engine.pullImage(request, options)),
    })),
  ],
  'pulls one image many times at once': [
    onEngine('gives each pull an id of its own', (engine) => {
      let pulls = 0;
      return {
        pullImage: (request, options) =>
          TE.map(() => ({ ...image, id: `sha256:${String((pulls += 1)).padStart(64, '0')}` }))(
            engine.pullImage(request, options),
          ),
      };
    }),
  ],
  'finds no image that it does not have': [
    onEngine('fails for what is missing', (engine) => ({
      findImage: (name, options) =>
        TE.chain((found: O.Option<Image>) => (O.isNone(found) ? TE.left(refused()) : TE.right(found)))(
          engine.findImage(name, options),
        ),
    })),
  ],
  'gives up a pull when the signal is aborted before or meanwhile': [
    onEngine('ends every pull that it has begun', (engine) => ({
      pullImage: (request, { signal }) => engine.pullImage(request, signal.aborted ? { signal } : calm()),
    })),
  ],
};
