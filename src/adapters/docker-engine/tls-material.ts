import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { TlsMaterial } from './engine-address.js';
import { badEndpoint } from './engine-errors.js';

/**
 * Reads `ca.pem`, `cert.pem` and `key.pem` of a folder, the names that Docker uses in `DOCKER_CERT_PATH` and in its
 * contexts. Those that are missing are left out; a certificate without its key, or the reverse, is an error.
 * @param verify - whether the engine's certificate is checked
 * @throws `Unavailable` with the code `engine.bad-endpoint`
 */
export const readTlsFolder = async (folder: string, verify: boolean): Promise<TlsMaterial> => {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readIfThere(join(folder, name))),
  );
  if ((cert === undefined) !== (key === undefined)) {
    throw badEndpoint(`The client certificate in ${folder} needs both cert.pem and key.pem`);
  }
  return {
    verify,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
};

const readIfThere = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw badEndpoint(`Cannot read ${path}`, error);
  }
};

/** Whether reading failed because there is no such file. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
