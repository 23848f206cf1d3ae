import type { ImageName } from '../../../src/ports/container-engine.js';

/** The engine and registry that `npm test` provides. */
export interface EngineUnderTest {
  /** E.g. `unix:///…/docker.sock`. */
  readonly server: string;
  readonly registry: string;
  readonly username: string;
  readonly password: string;
  /** An image with busybox, in the registry. */
  readonly image: ImageName & { readonly tag: string };
}

/** Reads what `npm test` says in environment variables. A missing one is an error, never a skip. */
export const engineUnderTest = (): EngineUnderTest => {
  const registry = required('LAVA_TEST_REGISTRY');
  const name = required('LAVA_TEST_IMAGE');
  const colon = name.lastIndexOf(':');
  return {
    server: required('LAVA_TEST_ENGINE'),
    registry,
    username: required('LAVA_TEST_REGISTRY_USER'),
    password: required('LAVA_TEST_REGISTRY_PASSWORD'),
    image: { repository: `${registry}/${name.slice(0, colon)}`, tag: name.slice(colon + 1) },
  };
};

const required = (name: string): string => {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  throw new Error(`${name} is not set: run this test through npm test, which provides an engine`);
};
