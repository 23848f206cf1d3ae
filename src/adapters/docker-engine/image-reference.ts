import type { ImageName } from '../../ports/container-engine.js';

/** The name by which an image is looked up; a digest wins over a tag. An image id has an empty repository. */
export const imageReference = ({ repository, tag, digest }: ImageName): string => {
  if (digest !== undefined) return repository === '' ? digest : `${repository}@${digest}`;
  return tag === undefined ? repository : `${repository}:${tag}`;
};

/**
 * Encodes a name for a path. Slashes stay: the engine's router takes them as part of an image's name.
 * @returns `undefined` for a name that the engine's router would answer with a redirect to another path
 */
export const pathOfName = (name: string): string | undefined => {
  const segments = name.split('/');
  return segments.some((segment) => segment === '' || segment === '.' || segment === '..')
    ? undefined
    : segments.map((segment) => encodeURIComponent(segment)).join('/');
};
