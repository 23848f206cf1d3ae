import { taggedError } from '../../job/tagged-error.js';
import type { PullFailed, PullFailureReason } from '../../ports/container-engine.js';

/**
 * What the messages of engines and registries mean, most telling first. The engine answers 500 to nearly everything
 * that a registry refuses, so the text decides before the status.
 */
const reasonsByText: readonly (readonly [RegExp, PullFailureReason])[] = [
  [/no space left on device|disk quota exceeded|not enough space/i, 'disk-full'],
  [
    /toomanyrequests|too many requests|rate ?limit|rate exceeded|throttl|status(?: code)?:? 429/i,
    'rate-limited',
  ],
  [
    /no matching manifest for|no match for platform|no image found in (?:manifest list|image index) for arch|does not match the specified platform|image operating system .* cannot be used|exec format/i,
    'platform',
  ],
  [
    /invalid reference format|invalid tag format|repository name must be|invalid checksum digest|unsupported digest|invalid repository name|cannot be empty|parsing reference|is not a valid repository\/tag/i,
    'bad-reference',
  ],
  [
    /manifest (?:for .* )?(?:unknown|not found)|name unknown|repository .* not found|(?<!executable file )not found: manifest|reading manifest .* manifest unknown|failed to resolve reference .*: not found|: not found$/i,
    'not-found',
  ],
  [
    /no basic auth credentials|unauthorized|authentication required|authorization (?:token has expired|failed)|denied|incorrect username or password|invalid username\/password|forbidden|status(?: code)?:? 40[13]|insufficient_scope|not authorized/i,
    'refused',
  ],
  [
    /no such host|connection refused|connection reset|connection timed out|i\/o timeout|tls handshake|x509:|certificate|network is unreachable|no route to host|unexpected eof|\bEOF\b|deadline exceeded|timeout exceeded|temporary failure in name resolution|server misbehaving|gave HTTP response to HTTPS client|broken pipe|request canceled|status(?: code)?:? 50[0234]|50[234] (?:bad gateway|service unavailable|gateway time-?out)|proxyconnect/i,
    'network',
  ],
];

const reasonsByStatus: Readonly<Record<number, PullFailureReason>> = {
  400: 'bad-reference',
  401: 'refused',
  403: 'refused',
  404: 'not-found',
  429: 'rate-limited',
};

/** Reasons that may pass by themselves. */
const passing: readonly PullFailureReason[] = ['rate-limited', 'network'];

/**
 * Classifies a failed pull.
 * @param status - the HTTP status of the engine's answer; 200 for an error inside the stream
 */
export const pullFailureReason = (status: number, message: string): PullFailureReason =>
  reasonsByText.find(([pattern]) => pattern.test(message))?.[1] ?? reasonsByStatus[status] ?? 'other';

/** The error for a failed pull. @param reason - where it is known; else the status and the message decide */
export const pullFailed = (
  status: number,
  message: string,
  reason: PullFailureReason = pullFailureReason(status, message),
): PullFailed =>
  taggedError('PullFailed', {
    code: `image.${reason}`,
    message,
    retryable: passing.includes(reason),
    details: { reason },
  });
