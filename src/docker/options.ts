import type { DockerJobTypeOptions } from './docker-run.js';

const pullPolicies: readonly unknown[] = ['always', 'if-missing', 'never'];
const imageSources: readonly unknown[] = ['connection-registry', 'docker-hub'];

/**
 * Refuses options that cannot be meant.
 * @throws TypeError naming the option, what was given and what is allowed
 */
export const checkOptions = (options: DockerJobTypeOptions): void => {
  const { pullPolicy, unqualifiedImages, forwardEnvironment = [], storeAttempts } = options;
  check(
    'pullPolicy',
    pullPolicy,
    'always, if-missing or never',
    pullPolicies.includes(pullPolicy ?? 'always'),
  );
  check(
    'unqualifiedImages',
    unqualifiedImages,
    'connection-registry or docker-hub',
    imageSources.includes(unqualifiedImages ?? 'connection-registry'),
  );
  for (const name of ['stopGraceMs', 'settleMs', 'pullRetryMs'] as const) {
    const given = options[name];
    check(
      name,
      given,
      'a number of ms, 0 or more',
      given === undefined || (Number.isFinite(given) && given >= 0),
    );
  }
  check(
    'storeAttempts',
    storeAttempts,
    'a whole number above 0',
    storeAttempts === undefined || (Number.isInteger(storeAttempts) && storeAttempts > 0),
  );
  for (const name of forwardEnvironment)
    check('forwardEnvironment', name, 'names that begin with LAVA_', /^LAVA_[^=\0]+$/.test(name));
};

const check = (option: string, given: unknown, allowed: string, holds: boolean): void => {
  if (!holds)
    throw new TypeError(`DockerJobType option ${option}: found ${String(given)}, allowed: ${allowed}`);
};
