import { describe, expect, it } from 'vitest';

import { parameterCacheOf } from '../../../../src/adapters/aws/index.js';
import { parameterCacheSettings } from '../../../../src/adapters/aws/parameter-cache-options.js';
import { makeTestRealm } from '../../../../src/testing/index.js';

const read = (
  config: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string>> = {},
) => parameterCacheOf({ environment, realm: { ...makeTestRealm(), config } });

describe('parameterCacheOf', () => {
  it("gives lava's defaults when nothing is configured", () => {
    expect(read({})).toMatchObject({ right: { entries: 100, ttlMs: 120_000 } });
  });

  it("reads the realm's configuration, keys in any case", () => {
    expect(read({ param_cache_size: 5, Param_Cache_TTL: '10s' })).toMatchObject({
      right: { entries: 5, ttlMs: 10_000 },
    });
  });

  it('prefers the environment', () => {
    expect(
      read({ PARAM_CACHE_SIZE: 5 }, { LAVA_PARAM_CACHE_SIZE: '7', LAVA_PARAM_CACHE_TTL: '1m' }),
    ).toMatchObject({ right: { entries: 7, ttlMs: 60_000 } });
  });

  it('keeps nothing at zero or less', () => {
    expect(read({ PARAM_CACHE_SIZE: -3, PARAM_CACHE_TTL: '0' })).toMatchObject({
      right: { entries: 0, ttlMs: 0 },
    });
  });

  it('tells every problem', () => {
    expect(read({ PARAM_CACHE_SIZE: 'many', PARAM_CACHE_TTL: 'long' })).toMatchObject({
      left: [
        'Cannot convert config item PARAM_CACHE_SIZE: it must be a whole number',
        'Cannot convert config item PARAM_CACHE_TTL: it must be a duration such as 2m',
      ],
    });
  });
});

describe('the options of the parameter cache', () => {
  it("are lava's defaults where they are left out, or undefined", () => {
    const defaults = { entries: 100, ttlMs: 120_000 };
    expect(parameterCacheSettings({})).toEqual(defaults);
    const unset = Object.fromEntries(Object.keys(defaults).map((name) => [name, undefined]));
    expect(parameterCacheSettings(unset)).toEqual(defaults);
    expect(parameterCacheSettings({ entries: 0, ttlMs: 5 })).toEqual({ entries: 0, ttlMs: 5 });
  });

  it.each(['entries', 'ttlMs'] as const)('refuse %s that is no number', (name) => {
    expect(() => parameterCacheSettings({ [name]: Number.NaN })).toThrow(
      new TypeError(`Parameter cache option ${name}: found NaN, allowed: a number, 0 for no cache`),
    );
  });
});
