import type { RecordedRequest } from './recording-proxy.js';

/** A login as the engine is given it. */
export interface SentLogin {
  readonly username?: string;
  readonly password?: string;
  readonly serveraddress?: string;
}

/** What a pull brings along in `X-Registry-Auth`; nothing when it brings none. */
export const sentLogin = ({ headers }: RecordedRequest): SentLogin | undefined => {
  const header = headers['x-registry-auth'];
  return typeof header === 'string'
    ? (JSON.parse(Buffer.from(header, 'base64url').toString()) as SentLogin)
    : undefined;
};

/** The header that a registry expects of a user. */
export const basicAuth = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
