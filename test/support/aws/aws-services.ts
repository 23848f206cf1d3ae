import { FaultError } from './aws-fault.js';
import type { AwsHandler } from './aws-server.js';

/** Answers `GetParameter`. The values are given only to those who ask for decryption. */
export const parameterService = (
  parameters: ReadonlyMap<string, string>,
): Readonly<Record<string, AwsHandler>> => ({
  GetParameter: ({ Name, WithDecryption }) => {
    const name = String(Name);
    const value = parameters.get(name);
    if (value === undefined) throw new FaultError('ParameterNotFound', '');
    return {
      Parameter: { Name: name, Type: 'SecureString', Value: WithDecryption === true ? value : 'AQICAH…' },
    };
  },
});

/** Answers `GetSecretValue`, with texts or bytes. */
export const secretService = (
  secrets: ReadonlyMap<string, string | Uint8Array>,
): Readonly<Record<string, AwsHandler>> => ({
  GetSecretValue: ({ SecretId }) => {
    const value = secrets.get(String(SecretId));
    if (value === undefined)
      throw new FaultError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return {
      Name: SecretId,
      ...(typeof value === 'string'
        ? { SecretString: value }
        : { SecretBinary: Buffer.from(value).toString('base64') }),
    };
  },
});

const cipherMark = 'KMS:';

/** What the test's KMS makes of a text: bytes that do not show it. */
export const kmsCiphertext = (plaintext: string): Uint8Array =>
  Buffer.from(cipherMark + Buffer.from(plaintext, 'utf8').toString('hex'), 'latin1');

/** Answers `Decrypt` for what {@link kmsCiphertext} has made. */
export const kmsService = (): Readonly<Record<string, AwsHandler>> => ({
  Decrypt: ({ CiphertextBlob }) => {
    const cipher = Buffer.from(String(CiphertextBlob), 'base64').toString('latin1');
    if (!cipher.startsWith(cipherMark)) throw new FaultError('InvalidCiphertextException', '');
    const plaintext = Buffer.from(cipher.slice(cipherMark.length), 'hex').toString('base64');
    return { KeyId: 'arn:aws:kms:ap-southeast-2:111122223333:key/0', Plaintext: plaintext };
  },
});
