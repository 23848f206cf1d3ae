import * as E from 'fp-ts/lib/Either.js';

/**
 * The parts of an image name by the grammar of the distribution project's `reference` package, which the engine uses.
 * Each check gives what is wrong in words that fit behind `Bad payload: "…": `.
 */
type Check = (part: string) => E.Either<string, void>;

const ok = E.right(undefined);

const domainComponent = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const hostForm = new RegExp(
  String.raw`^(?:${domainComponent}(?:\.${domainComponent})*|\[[a-fA-F0-9:]+\])(?::\d+)?$`,
);

/** A registry host with its port: a domain name, an IPv4 address or an IPv6 address in brackets. */
export const checkRegistryHost: Check = (host) => {
  if (/^https?:$/i.test(host)) return E.left('must not begin with a scheme such as https://');
  return hostForm.test(host) ? ok : E.left(`${JSON.stringify(host)} is not a registry host`);
};

/** `RepositoryNameTotalLengthMax` of the `reference` package. */
const longestPath = 255;
const pathComponent = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const identifier = /^[a-f0-9]{64}$/;

/** A repository without its host: lower-case components between slashes. */
export const checkRepositoryPath: Check = (path) => {
  if (path === '') return E.left('names no repository');
  if (path.length > longestPath) return E.left(`the repository is longer than ${longestPath} characters`);
  if (identifier.test(path)) return E.left('an image id cannot be pulled: name a repository');
  const bad = path.split('/').find((component) => !pathComponent.test(component));
  return bad === undefined ? ok : E.left(describeBadComponent(bad));
};

const describeBadComponent = (component: string): string => {
  const shown = JSON.stringify(component);
  if (component === '') return 'the repository has an empty component between slashes';
  if (/\s/.test(component)) return `the repository must not hold blanks, as ${shown} does`;
  if (pathComponent.test(component.toLowerCase()))
    return `the repository must be in lower case, not ${shown}`;
  return `the repository's component ${shown} must be letters and digits, with single separators (. _ __ -) inside`;
};

const tagForm = /^\w[\w.-]{0,127}$/;

/** A tag: up to 128 word characters, dots and hyphens. */
export const checkTag: Check = (tag) => {
  if (tag === '') return E.left('nothing follows the colon that begins the tag');
  return tagForm.test(tag)
    ? ok
    : E.left(
        `${JSON.stringify(tag)} is not a tag: at most 128 letters, digits, _ . -, not beginning with . or -`,
      );
};

/** Lengths in hexadecimal digits of the digests that the engine knows. */
const digestLengths: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** A digest: `sha256:` and 64 lower-case hexadecimal digits, or the longer forms of SHA-2. */
export const checkDigest: Check = (digest) => {
  const [algorithm = '', ...rest] = digest.split(':');
  const hex = rest.join(':');
  const length = digestLengths.get(algorithm);
  if (length === undefined)
    return E.left(
      `${JSON.stringify(digest)} is not a digest: it must begin with sha256:, sha384: or sha512:`,
    );
  return hex.length === length && /^[a-f0-9]+$/.test(hex)
    ? ok
    : E.left(`the digest must have ${length} lower-case hexadecimal digits after ${algorithm}:`);
};
