import { describe, expect, it } from 'vitest';

import { pullFailed, pullFailureReason } from '../../../../src/adapters/docker-engine/pull-failure.js';
import type { PullFailureReason } from '../../../../src/ports/container-engine.js';

/** Messages as engines and registries give them, with the status of the engine's answer (200: inside the stream). */
const table: readonly (readonly [PullFailureReason, number, string])[] = [
  // Docker 20.10 and 26.
  ['refused', 500, 'Get "http://127.0.0.1:5000/v2/team/tool/manifests/1": no basic auth credentials'],
  ['refused', 500, 'Head "https://reg.io/v2/team/tool/manifests/1": unauthorized: authentication required'],
  ['refused', 500, 'Get "https://registry-1.docker.io/v2/": unauthorized: incorrect username or password'],
  [
    'refused',
    500,
    'Head "https://reg.io/v2/a/manifests/1": denied: requested access to the resource is denied',
  ],
  [
    'refused',
    404,
    "pull access denied for no/such, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  ],
  ['refused', 500, 'error parsing HTTP 403 response body: unexpected status code 403 Forbidden'],
  ['not-found', 404, 'manifest for 127.0.0.1:5000/team/tool:x not found: manifest unknown: manifest unknown'],
  ['not-found', 404, 'manifest unknown: manifest unknown'],
  ['not-found', 404, 'name unknown: repository name not known to registry'],
  ['not-found', 500, 'error from registry: name unknown: The repository with name x does not exist'],
  ['not-found', 404, 'failed to resolve reference "reg.io/a:1": reg.io/a:1: not found'],
  ['not-found', 404, 'anything at all'],
  ['bad-reference', 400, 'invalid tag format'],
  ['bad-reference', 400, 'invalid reference format: repository name must be lowercase'],
  ['bad-reference', 400, 'invalid reference format: repository name (library/UPPER) must be lowercase'],
  ['bad-reference', 400, 'invalid checksum digest length'],
  ['network', 500, 'Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused'],
  ['network', 500, 'Get "https://nowhere.test/v2/": dial tcp: lookup nowhere.test: no such host'],
  ['network', 500, 'Get "https://reg.io/v2/": net/http: TLS handshake timeout'],
  ['network', 500, 'Get "https://reg.io/v2/": x509: certificate signed by unknown authority'],
  [
    'network',
    500,
    'Get "https://reg.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  ['network', 500, 'Get "https://reg.io/v2/": http: server gave HTTP response to HTTPS client'],
  ['network', 200, 'unexpected EOF'],
  ['network', 500, 'received unexpected HTTP status: 503 Service Unavailable'],
  ['disk-full', 200, 'failed to register layer: write /usr/lib/x.so: no space left on device'],
  ['platform', 404, 'no matching manifest for linux/amd64 in the manifest list entries'],
  ['platform', 200, 'no matching manifest for linux/arm64/v8 in the manifest list entries'],
  [
    'platform',
    404,
    'image with reference a:1 was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64',
  ],
  ['platform', 200, 'image operating system "windows" cannot be used on this platform'],
  // Docker Hub.
  [
    'rate-limited',
    500,
    'toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
  ],
  ['rate-limited', 200, 'toomanyrequests: Too Many Requests (HAP429).'],
  ['rate-limited', 429, 'anything at all'],
  // Amazon ECR.
  [
    'refused',
    500,
    'Head "https://1.dkr.ecr.us-east-1.amazonaws.com/v2/a/manifests/1": denied: Your authorization token has expired. Reauthenticate and try again.',
  ],
  [
    'refused',
    404,
    "pull access denied for 1.dkr.ecr.us-east-1.amazonaws.com/a, repository does not exist or may require 'docker login': denied: User: arn:aws:iam::1:user/u is not authorized to perform: ecr:BatchGetImage",
  ],
  [
    'not-found',
    404,
    'manifest for 1.dkr.ecr.us-east-1.amazonaws.com/a:9 not found: manifest unknown: Requested image not found',
  ],
  ['rate-limited', 500, 'toomanyrequests: Rate exceeded'],
  // Podman 4.3.
  [
    'refused',
    200,
    'initializing source docker://127.0.0.1:5000/a:1: reading manifest 1 in 127.0.0.1:5000/a: unauthorized: authentication required',
  ],
  [
    'refused',
    200,
    'initializing source docker://127.0.0.1:5000/a:1: unable to retrieve auth token: invalid username/password: unauthorized: authentication required',
  ],
  [
    'not-found',
    200,
    'initializing source docker://127.0.0.1:5000/a:9: reading manifest 9 in 127.0.0.1:5000/a: manifest unknown: manifest unknown',
  ],
  [
    'network',
    200,
    'initializing source docker://127.0.0.1:1/a:1: pinging container registry 127.0.0.1:1: Get "https://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
  ],
  [
    'platform',
    200,
    'choosing an image from manifest list docker://reg.io/a:1: no image found in manifest list for architecture arm64, variant "v8", OS linux',
  ],
  [
    'disk-full',
    200,
    'writing blob: storing blob to file "/var/tmp/x": write /var/tmp/x: no space left on device',
  ],
  ['other', 500, "layers from manifest don't match image configuration"],
  ['other', 200, 'something new'],
];

describe('the reason of a failed pull', () => {
  it.each(table)('is %s for %d and: %s', (reason, status, message) => {
    expect(pullFailureReason(status, message)).toBe(reason);
  });

  it('says whether trying again may help', () => {
    const retryable = (message: string): boolean => pullFailed(500, message).retryable;
    expect([
      retryable('toomanyrequests: x'),
      retryable('connection refused'),
      retryable('denied: x'),
    ]).toEqual([true, true, false]);
  });

  it('is part of the code, and the message stays as it was', () => {
    expect(pullFailed(404, 'manifest unknown')).toMatchObject({
      code: 'image.not-found',
      message: 'manifest unknown',
      details: { reason: 'not-found' },
    });
  });
});
