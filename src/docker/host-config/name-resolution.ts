import { isIP } from 'node:net';

import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { listOf } from '../../job/decode/containers.js';
import { type Decoder, fromValidation, refine } from '../../job/decode/decoder.js';
import { isMap } from '../../job/decode/plain-value.js';
import { text } from '../../job/decode/scalars.js';
import { pythonText } from '../../job/python-text.js';

/**
 * `dns`, `dns_opt` and `dns_search`. The engine of today takes any text here, and null for empty text.
 */
export const texts: Decoder<readonly (string | null)[]> = listOf(
  fromValidation<string | null>('text', (value, context) =>
    value === null ? t.success(null) : text.validate(value, context),
  ),
);

/** The engine replaces it by the address of its own host. */
const hostGateway = 'host-gateway';

/** Node takes an IPv6 address with a zone, which the engine does not. */
const isAddress = (address: string): boolean => isIP(address.trim()) !== 0 && !address.includes('%');

const checkHostLine = (line: string): E.Either<string, string> => {
  const colon = line.indexOf(':');
  if (colon < 1) return E.left(`bad format for add-host: ${JSON.stringify(line)}: must be host:address`);
  const address = line.slice(colon + 1);
  return address === hostGateway || isAddress(address)
    ? E.right(line)
    : E.left(`invalid IP address in add-host: ${JSON.stringify(address)}`);
};

const hostLines = listOf(refine(text, 'text such as host:10.0.0.1', checkHostLine));

/** docker-py's `format_extra_hosts`: sorted by name, values as Python writes them. */
const formatHosts = (hosts: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(hosts)
    .sort()
    .map((name) => `${name}:${pythonText(hosts[name])}`);

/** `extra_hosts`: a map of addresses by name, or a list of `name:address`. IPv6 addresses stand without brackets. */
export const extraHosts: Decoder<readonly string[]> = fromValidation(
  'a map of addresses by host name, or a list of host:address',
  (value, context) => hostLines.validate(isMap(value) ? formatHosts(value) : value, context),
);
