import * as O from 'fp-ts/lib/Option.js';

import { Secret } from '../../job/secret.js';
import type { SecretStore } from '../../ports/secret-store.js';
import { awsCall } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { awsErrorMapper, invalidData } from './aws-error.js';
import { isNamed } from './aws-failure.js';

/** Maps the errors of Secrets Manager. */
export const secretsManagerError = awsErrorMapper({
  service: 'secretsmanager',
  // The key cannot be used, which is the installation's fault and not the moment's.
  denied: ['DecryptionFailure'],
});

/**
 * Makes a {@link SecretStore} of AWS Secrets Manager, whose secrets are texts, for lava the JSON of a set of credentials.
 * Nothing is kept: each call reads.
 *
 * Errors: `InvalidData` for a secret of bytes; `AccessDenied`; `Unavailable`; `Aborted`. They name the secret and no value.
 * @public
 */
export const makeSecretsManagerSecretStore = (clients: AwsClients): SecretStore => ({
  find: (name, options) =>
    awsCall(
      { doing: `Cannot read secret ${name}`, error: secretsManagerError, details: { secret: name } },
      options,
      async (signal) => O.fromNullable(await readManagedSecret(clients, name, signal)),
    ),
});

const readManagedSecret = async (
  clients: AwsClients,
  name: string,
  signal: AbortSignal,
): Promise<Secret | undefined> => {
  const secretsManager = await clients.secretsManager();
  const { GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  try {
    const { SecretString, SecretBinary } = await secretsManager.send(
      new GetSecretValueCommand({ SecretId: name }),
      { abortSignal: signal },
    );
    if (SecretString !== undefined) return new Secret(SecretString);
    if (SecretBinary === undefined) return undefined;
  } catch (cause) {
    if (isNamed(cause, 'ResourceNotFoundException')) return undefined;
    throw cause;
  }
  throw invalidData('binary-secret', `Cannot read secret ${name}: Binary secret not allowed`, {
    secret: name,
  });
};
