import * as E from 'fp-ts/lib/Either.js';

import { configItem, type ConfigSources } from '../../job/config.js';
import { wholeNumber } from '../../job/decode/scalars.js';
import { duration } from '../../job/duration.js';

/** How parameters are kept: lava's configuration items `PARAM_CACHE_SIZE` and `PARAM_CACHE_TTL`. @public */
export interface ParameterCacheOptions {
  /** How many parameters are kept at most; the least recently used goes first. 0: none is kept. Default 100. */
  readonly entries?: number;
  /** How long a parameter is kept, in ms. 0: none is kept. Default 120,000. */
  readonly ttlMs?: number;
}

/** lava's own defaults. */
const defaultParameterCache = { entries: 100, ttlMs: 120_000 } as const;

/**
 * The options with the defaults in place, also for what is given as `undefined`.
 * @throws TypeError for what is no number: with it a secret would be kept for ever
 */
export const parameterCacheSettings = ({
  entries = defaultParameterCache.entries,
  ttlMs = defaultParameterCache.ttlMs,
}: ParameterCacheOptions): Required<ParameterCacheOptions> => {
  for (const [name, value] of Object.entries({ entries, ttlMs }))
    if (Number.isNaN(value))
      throw new TypeError(`Parameter cache option ${name}: found NaN, allowed: a number, 0 for no cache`);
  return { entries, ttlMs };
};

/**
 * Reads the settings of the parameter cache from lava's configuration: the variables `LAVA_PARAM_CACHE_SIZE` and
 * `LAVA_PARAM_CACHE_TTL` of the environment that it is given, before the realm's `config`. Zero or less means that
 * nothing is kept.
 * @returns on the left, every problem with these items
 * @public
 */
export const parameterCacheOf = (
  sources: ConfigSources,
): E.Either<readonly string[], Required<ParameterCacheOptions>> => {
  const size = configItem('PARAM_CACHE_SIZE', sources);
  const ttl = configItem('PARAM_CACHE_TTL', sources);
  const entries = size === undefined ? E.right(defaultParameterCache.entries) : wholeNumber.decode(size);
  const ttlMs = ttl === undefined ? E.right(defaultParameterCache.ttlMs) : duration.decode(ttl);
  if (E.isRight(entries) && E.isRight(ttlMs))
    return E.right({ entries: Math.max(0, entries.right), ttlMs: Math.max(0, ttlMs.right) });
  return E.left([
    ...(E.isLeft(entries) ? ['Cannot convert config item PARAM_CACHE_SIZE: it must be a whole number'] : []),
    ...(E.isLeft(ttlMs)
      ? ['Cannot convert config item PARAM_CACHE_TTL: it must be a duration such as 2m']
      : []),
  ]);
};
