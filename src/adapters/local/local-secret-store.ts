import { stat } from 'node:fs/promises';

import * as O from 'fp-ts/lib/Option.js';

import { Secret } from '../../job/secret.js';
import type { Logger } from '../../ports/logger.js';
import type { SecretStore } from '../../ports/secret-store.js';
import { invalidData } from './fs-error.js';
import { localCall } from './local-call.js';
import type { LocalOptions } from './local-options.js';
import { type LocalDocument, mapOfDocument, readDocument } from './read-document.js';

/** How a local secret store is set up. @public */
export interface LocalSecretStoreOptions extends LocalOptions {
  /** Warned, once, when others than the owner can read the file. Without it nobody is. */
  readonly logger?: Logger;
}

const readableByOthers = 0o044;

/**
 * Makes a {@link SecretStore} of the folder's file `secrets.yaml` (or `.yml`, `.json`): a map of texts by name. The file
 * is read afresh at every call; without it there are no secrets.
 *
 * Errors: `InvalidData` for a file that is not a well-formed map, or a secret that is not text, its value never
 * shown; `AccessDenied`; `Unavailable` when the folder is missing; `Aborted`.
 * @public
 */
export const makeLocalSecretStore = ({ folder, logger }: LocalSecretStoreOptions): SecretStore => {
  let hasWarned = false;
  const warnOnce = async (file: string): Promise<void> => {
    if (hasWarned || !logger) return;
    const { mode } = await stat(file);
    if ((mode & readableByOthers) === 0) return;
    hasWarned = true;
    logger.warn('Others than its owner can read the file of secrets: chmod 600 would stop that', { file });
  };
  return {
    find: (name, options) =>
      localCall(`Cannot read the secrets of ${folder}`, options, async (signal) => {
        const document = await readDocument(folder, 'secrets', signal);
        if (!document) return O.none;
        await warnOnce(document.file);
        return findSecret(document, name);
      }),
  };
};

const findSecret = (document: LocalDocument, name: string): O.Option<Secret> => {
  const secrets = mapOfDocument(document);
  const value = Object.hasOwn(secrets, name) ? secrets[name] : null;
  if (value === null) return O.none;
  if (typeof value === 'string') return O.some(new Secret(value));
  throw invalidData('not-text', `File ${document.file}: secret ${name} must be text; put quotes around it`, {
    file: document.file,
    name,
  });
};
