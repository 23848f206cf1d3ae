import * as O from 'fp-ts/lib/Option.js';

import { Secret } from '../../job/secret.js';
import type { Clock } from '../../ports/clock.js';
import type { SecretStore } from '../../ports/secret-store.js';
import { awsCall } from './aws-call.js';
import type { AwsClients } from './aws-clients.js';
import { awsErrorMapper } from './aws-error.js';
import { isNamed } from './aws-failure.js';
import { type ParameterCacheOptions, parameterCacheSettings } from './parameter-cache-options.js';
import { makeSecretCache } from './secret-cache.js';

/** How a store of SSM parameters is set up. @public */
export interface SsmSecretStoreOptions {
  /** How parameters are kept; {@link parameterCacheOf} reads it from lava's configuration. */
  readonly cache?: ParameterCacheOptions;
  /** For the age of what is kept. */
  readonly clock: Clock;
}

/** Maps the errors of SSM. */
export const ssmError = awsErrorMapper({
  service: 'ssm',
  // The parameter is there, and the version or label behind its name is not.
  missing: ['ParameterVersionNotFound'],
  // SSM decrypts on the caller's behalf: a key that cannot be used is the installation's, not the moment's.
  denied: ['InvalidKeyId'],
});

/**
 * Makes a {@link SecretStore} of the parameters of AWS Systems Manager, read with decryption. A value is kept for two
 * minutes, 100 of them at most, and reads of one name at the same time are one read. A `StringList` is the text that SSM
 * has for it, its items separated by commas.
 *
 * Errors: `AccessDenied`, of the parameter or of its key; `Unavailable`; `Aborted`. They name the parameter and no value.
 * @throws TypeError for options that cannot be meant
 * @public
 */
export const makeSsmSecretStore = (
  clients: AwsClients,
  { cache = {}, clock }: SsmSecretStoreOptions,
): SecretStore => {
  const kept = makeSecretCache({ ...parameterCacheSettings(cache), clock });
  return {
    find: (name, options) =>
      awsCall(
        { doing: `Cannot read parameter ${name}`, error: ssmError, details: { parameter: name } },
        options,
        async (ownSignal) =>
          O.fromNullable(await kept.find(name, (signal) => readParameter(clients, name, signal), ownSignal)),
      ),
  };
};

const readParameter = async (
  clients: AwsClients,
  name: string,
  signal: AbortSignal,
): Promise<Secret | undefined> => {
  const ssm = await clients.ssm();
  const { GetParameterCommand } = await import('@aws-sdk/client-ssm');
  try {
    const command = new GetParameterCommand({ Name: name, WithDecryption: true });
    const { Parameter } = await ssm.send(command, { abortSignal: signal });
    return Parameter?.Value === undefined ? undefined : new Secret(Parameter.Value);
  } catch (cause) {
    if (isNamed(cause, 'ParameterNotFound')) return undefined;
    throw cause;
  }
};
