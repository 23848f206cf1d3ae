import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import type { TlsMaterial } from './engine-address.js';
import { badEndpoint } from './engine-errors.js';
import { readTlsFolder } from './tls-material.js';

/** What a docker context says of its engine. */
export interface DockerContext {
  readonly host: string;
  /** Absent where the context has no certificates and asks for no TLS. */
  readonly tls?: TlsMaterial;
}

const Meta = t.type({
  Endpoints: t.type({
    docker: t.intersection([t.type({ Host: t.string }), t.partial({ SkipTLSVerify: t.boolean })]),
  }),
});

/**
 * Reads a context of the docker command line: `contexts/meta/SHA256(name)/meta.json` and
 * `contexts/tls/SHA256(name)/docker/*.pem` of the client configuration's folder.
 * @throws `Unavailable` with the code `engine.bad-endpoint` when there is no such context or it cannot be understood
 */
export const readDockerContext = async (configFolder: string, name: string): Promise<DockerContext> => {
  const digest = createHash('sha256').update(name).digest('hex');
  const meta = Meta.decode(await readMeta(join(configFolder, 'contexts', 'meta', digest, 'meta.json'), name));
  if (E.isLeft(meta)) throw badEndpoint(`Docker context "${name}" names no container engine`);
  const { Host: host, SkipTLSVerify: skip = false } = meta.right.Endpoints.docker;
  const tls = await readTlsFolder(join(configFolder, 'contexts', 'tls', digest, 'docker'), !skip);
  const usesTls = skip || tls.ca !== undefined || tls.cert !== undefined;
  return usesTls ? { host, tls } : { host };
};

const readMeta = async (path: string, name: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw badEndpoint(`Docker context "${name}" does not exist or cannot be read`, error);
  }
};
