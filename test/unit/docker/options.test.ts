import { describe, expect, it } from 'vitest';

import type { DockerJobTypeOptions } from '../../../src/docker/docker-run.js';
import { checkOptions } from '../../../src/docker/options.js';

describe('the options of DockerJobType', () => {
  it('may all be left out', () => {
    expect(() => {
      checkOptions({});
    }).not.toThrow();
  });

  it.each([
    [{ pullPolicy: 'sometimes' }, 'pullPolicy: found sometimes, allowed: always, if-missing or never'],
    [{ unqualifiedImages: 'quay' }, 'unqualifiedImages: found quay'],
    [{ stopGraceMs: -1 }, 'stopGraceMs: found -1, allowed: a number of ms, 0 or more'],
    [{ settleMs: Number.NaN }, 'settleMs: found NaN'],
    [{ pullRetryMs: Infinity }, 'pullRetryMs: found Infinity'],
    [{ storeAttempts: 0 }, 'storeAttempts: found 0, allowed: a whole number above 0'],
    [
      { forwardEnvironment: ['PATH'] },
      'forwardEnvironment: found PATH, allowed: names that begin with LAVA_',
    ],
  ])('are checked: %j', (options, message) => {
    expect(() => {
      checkOptions(options as DockerJobTypeOptions);
    }).toThrow(message);
  });
});
