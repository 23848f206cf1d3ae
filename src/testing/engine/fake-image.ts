import { createHash } from 'node:crypto';

import type { Image, ImageName } from '../../ports/container-engine.js';
import type { FakeProgram } from './fake-program.js';

/** A program that cannot be started, and why, in the engine's words. @public */
export interface FakeStartFailure {
  readonly exitStatus: 126 | 127 | 128;
  readonly message: string;
}

/** An image that a fake registry or a fake engine has. @public */
export interface FakeImage {
  /** `repository:tag`, with the registry's host if it has one: `registry.test:5000/team/tool:1`. */
  readonly name: string;
  /**
   * What the first word of a command runs; `*` for every other word. A word that is not here cannot be started: exit
   * status 127.
   */
  readonly programs: Readonly<Record<string, FakeProgram | FakeStartFailure>>;
  /** The image's own command. Without one, a container without a command is refused, as the engine does. */
  readonly command?: readonly string[];
  /** Put before every command. */
  readonly entryPoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The user of its containers that are given no other; default none, which is root. */
  readonly user?: string;
  /** Texts of files by their absolute paths, e.g. of `/etc/passwd`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Tells images of the same name apart; default empty. */
  readonly version?: string;
}

/** `sha256:` and 64 digits that depend on the image's name and version. */
export const imageId = ({ name, version = '' }: FakeImage): string => sha256(`id ${name} ${version}`);

/** The image as an engine describes it. */
export const describeImage = (image: FakeImage): Image => ({
  id: imageId(image),
  repositoryDigests: [`${repositoryOf(image.name)}@${imageDigest(image)}`],
  user: image.user ?? '',
});

/** The digest by which a registry knows the image. */
export const imageDigest = ({ name, version = '' }: FakeImage): string => sha256(`digest ${name} ${version}`);

/** Whether a name, digest or id means this image. */
export const isImageOf = (wanted: ImageName, image: FakeImage): boolean => {
  if (wanted.repository === imageId(image)) return true;
  if (wanted.digest !== undefined)
    return wanted.repository === repositoryOf(image.name) && wanted.digest === imageDigest(image);
  return `${wanted.repository}:${wanted.tag ?? 'latest'}` === image.name;
};

/** `repository:tag`, or `repository@digest`, for messages and records. */
export const imageText = ({ repository, tag, digest }: ImageName): string =>
  digest === undefined ? `${repository}:${tag ?? 'latest'}` : `${repository}@${digest}`;

/** The registry that a repository belongs to; `docker.io` when it names none. */
export const registryOf = (repository: string): string => {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io';
};

const repositoryOf = (name: string): string => name.slice(0, name.lastIndexOf(':'));

const sha256 = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
