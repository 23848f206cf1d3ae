import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import type { EngineConnection, EngineRequest } from './connection.js';
import { callForJson } from './engine-call.js';
import { badApiVersion, badReply } from './engine-errors.js';

/** The versions of the Docker Engine API that this adapter speaks. 1.40 is Docker 19.03, 1.45 is Docker 26. */
export const supportedVersions = { oldest: '1.40', newest: '1.45' } as const;

/** What an engine says of itself. */
export interface EngineIdentity {
  /** The API version to use with it: the newest that both sides speak. */
  readonly apiVersion: string;
  /** Podman's service speaks Docker's API with differences of its own. */
  readonly isPodman: boolean;
}

const Version = t.intersection([
  t.type({ ApiVersion: t.string }),
  t.partial({ MinAPIVersion: t.string, Components: t.array(t.partial({ Name: t.string })) }),
]);

const request: EngineRequest = { method: 'GET', path: '/version' };

/**
 * Asks an engine for its versions and picks the one to use.
 * @param connection - one without an API version in its paths
 * @throws `Unavailable` with the code `engine.api-version` when the two have none in common
 */
export const identifyEngine = async (
  connection: EngineConnection,
  signal: AbortSignal,
): Promise<EngineIdentity> => {
  const version = Version.decode(await callForJson(connection, request, signal));
  if (E.isLeft(version)) throw badReply(request);
  const { ApiVersion: newest, MinAPIVersion: oldest = '1.0', Components: components = [] } = version.right;
  return {
    apiVersion: negotiate(connection.server, oldest, newest),
    isPodman: components.some(({ Name: name = '' }) => name.startsWith('Podman')),
  };
};

/**
 * The newest API version that both sides speak.
 * @param oldest - the oldest that the engine speaks
 * @param newest - the newest that the engine speaks
 */
export const negotiate = (server: string, oldest: string, newest: string): string => {
  const ours = supportedVersions;
  if (compareVersions(newest, ours.oldest) < 0) {
    throw badApiVersion(
      `The container engine at ${server} is too old: it speaks API ${newest}, at least ${ours.oldest} is needed`,
    );
  }
  if (compareVersions(oldest, ours.newest) > 0) {
    throw badApiVersion(
      `The container engine at ${server} is too new: it needs API ${oldest}, this adapter speaks up to ${ours.newest}`,
    );
  }
  return compareVersions(newest, ours.newest) < 0 ? newest : ours.newest;
};

/** Compares `major.minor` numerically. What is not a version counts as the oldest. */
const compareVersions = (left: string, right: string): number => {
  const [leftMajor, leftMinor] = numbers(left);
  const [rightMajor, rightMinor] = numbers(right);
  return leftMajor - rightMajor || leftMinor - rightMinor;
};

const numbers = (version: string): readonly [number, number] => {
  const [, major = '0', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major), Number(minor)];
};
