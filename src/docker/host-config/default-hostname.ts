import { createHash } from 'node:crypto';

/** The longest label of a domain name, and one byte below the kernel's limit for a hostname. */
const longest = 63;

/** Who runs a job, for the name of its container's host. */
export interface RunIdentity {
  readonly realm: string;
  readonly worker: string;
  readonly runId: string;
}

const isShortEnough = (name: string): boolean => Buffer.byteLength(name) <= longest;

/** One byte for each character, and no separator at the end. */
const cut = (text: string, length: number): string =>
  text
    .replace(/[^\w.-]/gu, '-')
    .slice(0, length)
    .replace(/[^a-zA-Z0-9]+$/, '');

/**
 * lava's default hostname, `lava-<realm>-<worker>-<run id>`. When that is too long for the kernel, realm and worker are
 * cut; the run id stays whole, so that the name belongs to the run. A run id that leaves no room gives way to a hash.
 */
export const defaultHostname = ({ realm, worker, runId }: RunIdentity): string => {
  const full = `lava-${realm}-${worker}-${runId}`;
  if (isShortEnough(full)) return full;
  const middle = cut(`${realm}-${worker}`, longest - `lava--${runId}`.length);
  const shortened = `lava-${middle}-${runId}`;
  return isShortEnough(shortened) && middle !== ''
    ? shortened
    : `lava-${createHash('sha256').update(full).digest('hex').slice(0, 32)}`;
};
