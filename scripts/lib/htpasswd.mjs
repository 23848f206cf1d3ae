import { randomBytes } from 'node:crypto';

/**
 * @typedef {{ user: string, password: string }} Credentials
 */

/** @returns {Credentials} */
export function newCredentials() {
  return { user: 'demo', password: randomBytes(18).toString('base64url') };
}

/** Few, as htpasswd has them: the registry counts them at each request, and the password cannot be guessed. */
const rounds = 5;

/**
 * The line of a registry's password file.
 * @param {Credentials} credentials
 * @returns {Promise<string>}
 */
export async function htpasswdLine({ user, password }) {
  // Loaded late: the commands that need it install it first.
  const { hash } = await import('bcryptjs');
  return `${user}:${await hash(password, rounds)}\n`;
}
