import { taggedError } from '../../job/tagged-error.js';
import type { AwsClients } from './aws-clients.js';
import { awsErrorMapper } from './aws-error.js';

/** Errors of KMS. What cannot be decrypted was not encrypted by KMS, not in this region, or was changed since. */
export const kmsError = awsErrorMapper({
  service: 'kms',
  missing: ['NotFoundException'],
  invalid: ['InvalidCiphertextException', 'IncorrectKeyException', 'ValidationException'],
  passing: ['DependencyTimeoutException', 'KMSInternalException', 'KeyUnavailableException'],
});

/**
 * Decrypts what lava encrypted. Ciphertext names its key itself; lava uses no encryption context, and with one given here
 * KMS would refuse.
 */
export const decrypt = async (
  clients: AwsClients,
  ciphertext: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const client = await clients.kms();
  const { DecryptCommand } = await import('@aws-sdk/client-kms');
  const { Plaintext } = await client.send(new DecryptCommand({ CiphertextBlob: ciphertext }), {
    abortSignal: signal,
  });
  if (Plaintext) return Plaintext;
  throw taggedError('Unavailable', {
    code: 'aws.unreadable-answer',
    message: 'KMS answered without plain text',
  });
};
