import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Reads the certificates of a file of the worker. Tests give their own. */
export type ReadCertificates = (file: string) => Promise<CertificateFile>;

/** What is at a path of the worker. */
export type CertificateFile =
  | { readonly _tag: 'certificates'; readonly pem: string }
  /** Nothing is there: the path may be meant for the image. */
  | { readonly _tag: 'absent' }
  /** Something is there that cannot be used. */
  | { readonly _tag: 'unusable'; readonly reason: string };

/** A bundle of all public authorities has about 250 kB. */
const mostBytes = 4_000_000;

const certificate = /-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g;

/**
 * Reads certificates from the file system of the worker. Nothing but certificates is taken from the file: a record
 * cannot bring any other content of the worker's files into a container.
 */
export const readCertificates: ReadCertificates = async (file) => {
  if (!path.isAbsolute(file)) return { _tag: 'absent' };
  try {
    const { size } = await regularFile(file);
    if (size > mostBytes) return { _tag: 'unusable', reason: 'is too large' };
    const found = (await readFile(file, 'latin1')).match(certificate) ?? [];
    return found.length === 0
      ? { _tag: 'unusable', reason: 'holds no certificate' }
      : { _tag: 'certificates', pem: `${found.join('\n')}\n` };
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'no regular file';
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { _tag: 'absent' }
      : { _tag: 'unusable', reason: `cannot be read (${code})` };
  }
};

/** A device could be read for ever. */
const regularFile = async (file: string): Promise<{ readonly size: number }> => {
  const found = await stat(file);
  if (!found.isFile()) throw new Error('It is no regular file');
  return found;
};
