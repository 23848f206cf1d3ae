import * as E from 'fp-ts/lib/Either.js';

import { ourBody } from './our-body.js';
import type { Json, JsonMap, Pair } from './pair.js';
import { LiteralNumber } from './read-pairs.js';
import { sameBody } from './same-body.js';

/** Parameters that are numbers, or may be. */
const numericNames: readonly string[] = [
  ...['blkio_weight', 'cpu_count', 'cpu_percent', 'cpu_period', 'cpu_quota', 'cpu_shares', 'mem_swappiness'],
  ...['nano_cpus', 'mem_limit', 'memswap_limit', 'shm_size'],
];

const isMap = (value: Json): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the rule of the file calls a clear error: one that names the parameter. */
const namesParameter = (messages: readonly string[], given: Json): boolean => {
  const names = isMap(given) ? Object.keys(given) : ['host_config'];
  return messages.some(
    (message) =>
      message.startsWith('Bad host_config parameters: ') && names.some((name) => message.includes(name)),
  );
};

/** The same parameters with plain numbers in place of numbers stored as text or wrapped. */
const withPlainNumbers = (given: JsonMap): JsonMap =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const text = value instanceof LiteralNumber ? value.value : value;
      const isNumber =
        numericNames.includes(name) && typeof text === 'string' && Number.isInteger(Number(text));
      return [name, isNumber ? Number(text) : value];
    }),
  );

/**
 * A coercion that the lava contract allows: a null `host_config` is absent; numbers may be stored as text or wrapped,
 * and mean the same as plain ones.
 */
const isAllowedCoercion = (given: Json, body: JsonMap): boolean => {
  if (given === null) return sameAsOurs({}, body);
  if (!isMap(given)) return false;
  const plainNumbers = withPlainNumbers(given);
  return JSON.stringify(plainNumbers) !== JSON.stringify(given) && sameAsOurs(plainNumbers, body);
};

const sameAsOurs = (given: JsonMap, body: JsonMap): boolean => {
  const ours = ourBody(given);
  return E.isRight(ours) && sameBody(ours.right, body);
};

/**
 * A departure from lava that its contract wants: the default hostname is not sent for a container that shares the
 * network of another, where the engine always refuses it.
 */
const wantedBody = ({ host_config: given, create = {} }: Pair): JsonMap => {
  const mode = isMap(given) ? given['network_mode'] : undefined;
  if (!isMap(given) || typeof mode !== 'string' || !mode.startsWith('container:') || 'hostname' in given)
    return create;
  return Object.fromEntries(Object.entries(create).filter(([name]) => name !== 'Hostname'));
};

/**
 * Checks one pair by the rule of its file.
 * @returns what is wrong; `undefined` when the pair holds
 */
export const checkPair = (pair: Pair): string | undefined => {
  const ours = ourBody(pair.host_config);
  if (E.isLeft(ours)) return checkRefusal(pair, ours.left);
  if (pair.create !== undefined) {
    return sameBody(ours.right, wantedBody(pair))
      ? undefined
      : `sends ${JSON.stringify(ours.right)} instead of ${JSON.stringify(pair.create)}`;
  }
  return isAllowedCoercion(pair.host_config, ours.right)
    ? undefined
    : `sends ${JSON.stringify(ours.right)}, which lava refuses: ${pair.refused ?? ''}`;
};

const checkRefusal = (pair: Pair, messages: readonly string[]): string | undefined => {
  const told = messages.join('; ');
  if (pair.create !== undefined && pair.engine === undefined) return `refuses what the engine takes: ${told}`;
  return namesParameter(messages, pair.host_config) ? undefined : `does not name the parameter: ${told}`;
};
