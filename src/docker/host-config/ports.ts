import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

import { type Decoder, decoder, fromValidation } from '../../job/decode/decoder.js';
import { isAbsent, isMap, listItems } from '../../job/decode/plain-value.js';
import { pythonText } from '../../job/python-text.js';
import { collectResults } from './collect-results.js';

/** The engine's `PortBinding`. An empty port means any free one, an empty address all of them. @public */
export interface PortBinding {
  readonly HostIp: string | null;
  readonly HostPort: string;
}

/** The engine's `PortMap`: host ports by the container's port and protocol, `80/tcp`. */
export type PortBindings = Readonly<Record<string, readonly PortBinding[]>>;

const largestPort = 65_535;
const protocols: readonly string[] = ['', 'tcp', 'udp', 'sctp'];

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= largestPort;

/** What the engine makes of a container port: it takes neither a range nor a protocol that no port can have. */
const checkContainerPort = (key: string): E.Either<string, string> => {
  const [port = '', protocol = ''] = key.split('/');
  if (!isPort(port)) return E.left(`invalid port specification: ${JSON.stringify(port)}`);
  return protocols.includes(protocol.toLowerCase())
    ? E.right(key)
    : E.left(`invalid transport protocol: ${JSON.stringify(protocol)}`);
};

/** A port, or a range of ports of which the engine takes a free one; empty for any free port at all. */
const checkHostPort = (hostPort: string): E.Either<string, string> => {
  const [range = ''] = hostPort.split('/');
  // The engine does not look behind a second hyphen.
  const [first = '', last = first] = range.split('-');
  const isRange = isPort(first) && isPort(last) && Number(first) <= Number(last);
  return range === '' || isRange
    ? E.right(hostPort)
    : E.left(`invalid port specification: ${JSON.stringify(hostPort)}`);
};

const hostPort: Decoder<string> = decoder('a host port, a range such as 8000-8010, or null', (value) =>
  checkHostPort(isAbsent(value) ? '' : pythonText(value)),
);

const hostAddress: Decoder<string | null> = decoder('an address of the host', (value) => {
  if (isAbsent(value)) return E.right(null);
  return typeof value === 'string' ? E.right(value) : E.left('must be text');
});

/** docker-py's `_convert_port_binding`: a map with `HostPort` and perhaps `HostIp`, or the host port alone. */
const portBinding: Decoder<PortBinding> = fromValidation(
  'a host port, null, or a map such as {"HostIp": "127.0.0.1", "HostPort": 8080}',
  (value, context) => {
    if (!isMap(value)) return withAddress(hostPort.validate(value, context), t.success(''));
    if (!('HostPort' in value)) return t.failure(value, context, 'Missing keys: HostPort');
    const { HostPort, HostIp = '' } = value;
    return withAddress(
      hostPort.validate(HostPort, t.appendContext(context, 'HostPort', hostPort, HostPort)),
      hostAddress.validate(HostIp, t.appendContext(context, 'HostIp', hostAddress, HostIp)),
    );
  },
);

const withAddress = (
  port: t.Validation<string>,
  address: t.Validation<string | null>,
): t.Validation<PortBinding> => {
  if (E.isRight(port) && E.isRight(address))
    return t.success({ HostIp: address.right, HostPort: port.right });
  return t.failures([...(E.isLeft(port) ? port.left : []), ...(E.isLeft(address) ? address.left : [])]);
};

const bindingsOf = (value: unknown, context: t.Context): t.Validation<readonly PortBinding[]> => {
  const items = listItems(value);
  if (items === undefined)
    return E.map((binding: PortBinding) => [binding])(portBinding.validate(value, context));
  return collectResults(
    items.map((item, index) =>
      portBinding.validate(item, t.appendContext(context, String(index), portBinding, item)),
    ),
  );
};

/** docker-py's `convert_port_bindings`: a port without a protocol is a TCP port. */
const containerPort: Decoder<string> = decoder('a port, with a protocol if need be: 80, 53/udp', (value) => {
  const key = pythonText(value);
  return checkContainerPort(key.includes('/') ? key : `${key}/tcp`);
});

/**
 * `ports`: what of the host leads to a port of the container. `"80"` and `"80/tcp"` mean the same port, and the later of
 * them wins. docker-py's form for an address, a tuple, cannot be written in JSON: a list is a list of host ports.
 */
export const ports: Decoder<PortBindings> = fromValidation(
  'a map of host ports by port of the container, such as {"80/tcp": 8080}',
  (value, context) => {
    if (!isMap(value)) return t.failure(value, context, 'must be a map');
    const entries = Object.entries(value).map(([key, hostPorts]) => {
      const inside = t.appendContext(context, key, containerPort, hostPorts);
      const port = containerPort.validate(key, inside);
      const bindings = bindingsOf(hostPorts, inside);
      return E.isLeft(port)
        ? port
        : E.map((list: readonly PortBinding[]) => [port.right, list] as const)(bindings);
    });
    return E.map((pairs: readonly (readonly [string, readonly PortBinding[]])[]) =>
      Object.fromEntries(pairs),
    )(collectResults(entries));
  },
);
