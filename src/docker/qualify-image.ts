import * as O from 'fp-ts/lib/Option.js';

import type { ImageName } from '../ports/container-engine.js';
import { namesRegistry } from './image-reference.js';

/**
 * Where an image comes from whose name holds no registry host: from the registry that the docker connection names, or
 * from Docker Hub, where the original takes it from whatever the connection says.
 * @public
 */
export type UnqualifiedImages = 'connection-registry' | 'docker-hub';

/**
 * Puts the connection's registry before an image whose name holds no registry host; any other image is left alone. The
 * documentation's examples name images this way together with the connection "for the docker registry containing the
 * image".
 * @param connectionRegistry - host, and port if there is one, of the connection's registry; none when it names none
 * @public
 */
export const qualifyImage = (
  image: ImageName,
  connectionRegistry: O.Option<string>,
  unqualifiedImages: UnqualifiedImages = 'connection-registry',
): ImageName =>
  O.isSome(connectionRegistry) && unqualifiedImages === 'connection-registry' && !namesRegistry(image)
    ? { ...image, repository: `${connectionRegistry.value}/${image.repository}` }
    : image;
