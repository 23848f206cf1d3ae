import { isDeepStrictEqual } from 'node:util';

import type { Json, JsonMap } from './pair.js';
import { LiteralNumber } from './read-pairs.js';

const plain = (value: Json): Json => {
  if (value instanceof LiteralNumber) return Number(value.value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
};

/** The API takes a missing `NetworkDisabled` for false, and missing `ExposedPorts` for none. */
const apiDefaults: JsonMap = { NetworkDisabled: false, ExposedPorts: {} };

/** Whether two create bodies ask the engine for the same thing. The order of keys does not count. */
export const sameBody = (one: JsonMap, other: JsonMap): boolean =>
  isDeepStrictEqual(plain({ ...apiDefaults, ...one }), plain({ ...apiDefaults, ...other }));
