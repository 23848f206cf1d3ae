/**
 * A registry that lets in one user.
 * @typedef {object} Registry
 * @property {string} address  host:port
 * @property {string} user
 * @property {string} password
 */

/**
 * Whether a registry listens that wants a password.
 * @param {string} address
 * @returns {Promise<boolean>}
 */
export async function asksForPassword(address) {
  try {
    const response = await fetch(`http://${address}/v2/`, { signal: AbortSignal.timeout(5_000) });
    return response.status === 401;
  } catch {
    return false;
  }
}
