import { Secret } from '../../job/secret.js';

/**
 * The file of a private key. lava stores keys on one line, with commas for line ends; one that has line ends already
 * keeps its commas. OpenSSH wants a line end after the last line, and none of Windows.
 */
export const privateKeyFile = (stored: Secret): Secret => {
  const key = stored.reveal().trim();
  const lines = key.includes('\n') ? key.replaceAll('\r\n', '\n') : key.replaceAll(',', '\n');
  return new Secret(`${lines}\n`);
};
