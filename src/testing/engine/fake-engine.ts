import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

import type { PullProgress } from '../../job/job-event.js';
import type { ContainerSpec } from '../../ports/container.js';
import type {
  ContainerEngine,
  EngineError,
  EngineRefused,
  Image,
  ImageName,
  PullFailed,
  PullRequest,
} from '../../ports/container-engine.js';
import type { Aborted, CallOptions } from '../../ports/port-error.js';
import type { RegistryLogin } from '../../ports/registry-credentials.js';
import { abortedError, isAborted } from '../aborted.js';
import { type EngineState, findImageById } from './engine-state.js';
import { connectionClosed, refused } from './engine-errors.js';
import type { FakeCall } from './fake-call.js';
import { type ContainerHost, type HeldContainer, makeFakeContainer } from './fake-container.js';
import { describeImage, type FakeImage, imageText, registryOf } from './fake-image.js';
import { findInRegistry, type FakeRegistry } from './fake-registry.js';

/** One connection to the engine. */
export interface EngineConnection extends Omit<ContainerHost, 'containers'> {
  readonly registries: readonly FakeRegistry[];
  readonly proxyEnvironment: Readonly<Record<string, string>>;
  readonly mountSourceExists: (source: string) => boolean;
  readonly close: () => void;
}

/** The engine as the port shows it through a connection. */
export const connectToFakeEngine = (state: EngineState, connection: EngineConnection): ContainerEngine => {
  const host: ContainerHost = { ...connection, containers: state };
  /** A call that fails when the connection is closed. */
  const open = <Err, A>(
    told: Omit<FakeCall, 'nth'>,
    options: CallOptions,
    work: () => Promise<E.Either<Err, A>> | E.Either<Err, A>,
  ): TE.TaskEither<Err | EngineError, A> =>
    connection.desk.call<Err | EngineError, A>(told, options, () =>
      connection.isClosed() ? E.left(connectionClosed()) : work(),
    );

  return {
    proxyEnvironment: connection.proxyEnvironment,
    findImage: (image, options) =>
      open({ method: 'findImage', image }, options, () =>
        E.right(O.map(describeImage)(O.fromNullable(state.findImage(image)))),
      ),
    pullImage: (request, options) => {
      const login = sentLogin(request);
      const told: Omit<FakeCall, 'nth'> = {
        method: 'pullImage',
        image: request.image,
        ...(login ? { login } : {}),
      };
      return open(told, options, () => pull(state, connection.registries, request, login, options));
    },
    createContainer: (spec, options) =>
      open({ method: 'createContainer', spec, container: spec.name }, options, () => {
        const image = checkSpec(spec, state, connection);
        return E.isLeft(image) ? image : E.right(makeFakeContainer(state.add(spec, image.right), host));
      }),
    findContainer: (nameOrId, options) =>
      open({ method: 'findContainer', container: nameOrId }, options, () =>
        E.right(
          O.map((held: HeldContainer) => makeFakeContainer(held, host))(O.fromNullable(state.find(nameOrId))),
        ),
      ),
    close: () => {
      connection.close();
      return Promise.resolve();
    },
  };
};

/** A login goes to its own registry and to no other. */
const sentLogin = ({ image, login }: PullRequest): RegistryLogin | undefined =>
  O.isSome(login) && login.value.registry === registryOf(image.repository) ? login.value : undefined;

const pull = async (
  state: EngineState,
  registries: readonly FakeRegistry[],
  { image, onProgress }: PullRequest,
  login: RegistryLogin | undefined,
  { signal }: CallOptions,
): Promise<E.Either<PullFailed | Aborted, Image>> => {
  const found = findInRegistry(registries, image, login);
  if (E.isLeft(found)) return found;
  for (const progress of progressOf(image)) {
    onProgress(progress);
    await Promise.resolve();
    if (isAborted(signal)) return E.left(abortedError(signal));
  }
  state.addImage(found.right);
  return E.right(describeImage(found.right));
};

const progressOf = (image: ImageName): readonly PullProgress[] => [
  { status: `Pulling from ${image.repository}` },
  { layer: 'aaaaaaaaaaaa', status: 'Downloading', currentBytes: 512, totalBytes: 1024 },
  { layer: 'aaaaaaaaaaaa', status: 'Pull complete' },
  { status: `Status: Downloaded newer image for ${imageText(image)}` },
];

/** What the engine refuses before it makes a container. */
const checkSpec = (
  spec: ContainerSpec,
  state: EngineState,
  connection: EngineConnection,
): E.Either<EngineRefused, FakeImage> => {
  const holder = state.find(spec.name);
  if (holder)
    return E.left(
      refused(409, `Conflict. The container name "/${spec.name}" is already in use by ${holder.id}`),
    );
  const image = findImageById(state, spec.imageId);
  if (!image) return E.left(refused(404, `No such image: ${spec.imageId}`));
  const missing = spec.mounts.find(({ source }) => !connection.mountSourceExists(source));
  if (missing)
    return E.left(
      refused(
        400,
        `invalid mount config for type "bind": bind source path does not exist: ${missing.source}`,
      ),
    );
  const words = [...(image.entryPoint ?? []), ...(spec.command ?? image.command ?? [])];
  return words.length > 0 ? E.right(image) : E.left(refused(400, 'No command specified'));
};
