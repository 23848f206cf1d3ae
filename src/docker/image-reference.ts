import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';

import { type Decoder, decoder } from '../job/decode/decoder.js';
import { describeType, describeValue } from '../job/decode/describe-value.js';
import type { ImageName } from '../ports/container-engine.js';
import { checkDigest, checkRegistryHost, checkRepositoryPath, checkTag } from './image-name-parts.js';

const defaultTag = 'latest';

/**
 * Reads an image reference in the grammar of the distribution project's `reference` package:
 * `[host[:port]/]path[:tag][@digest]`, blanks around it ignored. Without a tag and a digest the tag is `latest`.
 * @returns on the left what is wrong, beginning `Bad payload: `, lava's words
 * @public
 */
export const parseImageReference = (payload: string): E.Either<string, ImageName> => {
  const parts = splitReference(payload.trim());
  return pipe(
    checkParts(parts),
    E.bimap(
      (problem) => `Bad payload: ${describeValue(payload)}: ${problem}`,
      () => imageName(parts),
    ),
  );
};

/** An image reference, decoded. @public */
export const imageReference: Decoder<ImageName> = decoder(
  'an image such as registry.example.com:5000/team/tool:1.2',
  (value) =>
    typeof value === 'string'
      ? parseImageReference(value)
      : E.left(`Bad payload: must be text, not ${describeType(value)}`),
);

/** The text of an image's name: `repository:tag@digest`, with what it has of both. @public */
export const imageText = ({ repository, tag, digest }: ImageName): string =>
  [repository, tag === undefined ? '' : `:${tag}`, digest === undefined ? '' : `@${digest}`].join('');

/** Whether an image's name begins with a registry host. @public */
export const namesRegistry = ({ repository }: ImageName): boolean => splitHost(repository).host !== undefined;

const dockerHub = 'docker.io';

/** An older name of Docker Hub, which the engine takes for the same registry. */
const dockerHubAlias = 'index.docker.io';

/**
 * Host, and port if there is one, of the registry that an image is pulled from, in lower case; `docker.io` for an image
 * that names none.
 * @public
 */
export const registryOf = ({ repository }: ImageName): string => {
  const host = splitHost(repository).host?.toLowerCase() ?? dockerHub;
  return host === dockerHubAlias ? dockerHub : host;
};

/** An unchecked reference in pieces. */
interface ReferenceParts {
  readonly host: string | undefined;
  /** The repository without its host. */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Digest first, then the tag after the last colon that no slash follows: any other colon begins a port. */
const splitReference = (reference: string): ReferenceParts => {
  const [named, digest] = splitAt(reference, reference.indexOf('@'));
  const colon = named.lastIndexOf(':');
  const [repository, tag] = splitAt(named, colon > named.lastIndexOf('/') ? colon : -1);
  return { ...splitHost(repository), tag, digest };
};

const splitAt = (text: string, index: number): readonly [string, string | undefined] =>
  index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];

/** The engine takes the first component for a host if it has a dot or a colon or is `localhost`. */
const splitHost = (repository: string): Pick<ReferenceParts, 'host' | 'path'> => {
  const [first, rest] = splitAt(repository, repository.indexOf('/'));
  const isHost = rest !== undefined && (/[.:]/.test(first) || first === 'localhost');
  return isHost ? { host: first, path: rest } : { host: undefined, path: repository };
};

const checkParts = ({ host, path, tag, digest }: ReferenceParts): E.Either<string, unknown> =>
  pipe(
    host === undefined ? E.right(undefined) : checkRegistryHost(host),
    E.flatMap(() => checkRepositoryPath(path)),
    E.flatMap(() => (tag === undefined ? E.right(undefined) : checkTag(tag))),
    E.flatMap(() => (digest === undefined ? E.right(undefined) : checkDigest(digest))),
  );

const imageName = ({ host, path, tag, digest }: ReferenceParts): ImageName => ({
  repository: host === undefined ? path : `${host}/${path}`,
  ...(digest === undefined ? { tag: tag ?? defaultTag } : { digest, ...(tag === undefined ? {} : { tag }) }),
});
