import * as E from 'fp-ts/lib/Either.js';

import type { ImageName, PullFailed } from '../../ports/container-engine.js';
import type { RegistryLogin } from '../../ports/registry-credentials.js';
import { pullFailed } from './engine-errors.js';
import { type FakeImage, imageText, isImageOf, registryOf } from './fake-image.js';

/** A registry that a fake engine can pull from. @public */
export interface FakeRegistry {
  /** Host, and port if there is one: `registry.test:5000`. `docker.io` serves images whose names have no host. */
  readonly host: string;
  /** The login that every pull needs. Absent: none is needed. */
  readonly login?: { readonly username: string; readonly password: string };
  /** Their names begin with the host. */
  readonly images: readonly FakeImage[];
}

/** Finds an image in the registry that its name belongs to. */
export const findInRegistry = (
  registries: readonly FakeRegistry[],
  wanted: ImageName,
  login: RegistryLogin | undefined,
): E.Either<PullFailed, FakeImage> => {
  const host = registryOf(wanted.repository);
  const registry = registries.find((known) => known.host === host);
  if (!registry) return E.left(pullFailed('network', `dial tcp: lookup ${host}: no such host`));
  if (!isAllowed(registry, login))
    return E.left(pullFailed('refused', `unauthorized: authentication required for ${host}`));
  const image = registry.images.find((known) => isImageOf(wanted, known));
  return image
    ? E.right(image)
    : E.left(pullFailed('not-found', `manifest for ${imageText(wanted)} not found: manifest unknown`));
};

const isAllowed = ({ login: needed }: FakeRegistry, given: RegistryLogin | undefined): boolean =>
  needed === undefined ||
  (given?.username === needed.username && given.password.reveal() === needed.password);
