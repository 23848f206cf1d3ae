import { askEngine, connectionOptions } from '../../scripts/lib/engine-client.mjs';
import { engineUnderTest } from '../engine/docker-engine/engine-under-test.js';
import { type ProxyOptions, type RecordingProxy, startRecordingProxy } from './recording-proxy.js';
import { basicAuth } from './registry-auth.js';
import { testEngine } from './test-images.js';

/** How a registry front lets in. */
export interface FrontOptions {
  /** The one login that it takes; without one it lets everybody in. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Asked before the login is checked. */
  readonly answer?: ProxyOptions['answer'];
}

const challenge = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Basic realm="front"', 'Content-Type': 'application/json' },
  body: JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] }),
};

/**
 * A registry of its own name and with its own login, which has the images of the registry of the test run. What the
 * engine has pulled from it is removed afterwards.
 */
export const withRegistryFront = async (
  { login, answer }: FrontOptions,
  test: (front: RecordingProxy) => Promise<void>,
): Promise<void> => {
  const { registry, username, password } = engineUnderTest();
  const front = await startRecordingProxy({
    listen: 'tcp',
    upstream: connectionOptions(`tcp://${registry}`),
    headers: (headers) => ({ ...headers, authorization: basicAuth(username, password) }),
    answer: async (request) => {
      const own = await answer?.(request);
      if (own !== undefined || login === undefined) return own;
      return request.headers.authorization === basicAuth(login.user, login.password) ? undefined : challenge;
    },
  });
  try {
    await test(front);
  } finally {
    await removeImagesOf(front.address);
    await front.close();
  }
};

/** Removes the names that images have from a registry, and the images with their last names. */
const removeImagesOf = async (registry: string): Promise<void> => {
  const engine = testEngine();
  const images: unknown = await askEngine(engine, { method: 'GET', path: '/images/json' });
  for (const image of images as readonly {
    readonly RepoTags: readonly string[] | null;
    readonly RepoDigests: readonly string[] | null;
  }[])
    for (const name of [...(image.RepoTags ?? []), ...(image.RepoDigests ?? [])])
      if (name.startsWith(`${registry}/`)) await engine.send({ method: 'DELETE', path: `/images/${name}` });
};
