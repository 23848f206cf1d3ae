import { checkApiVersion, checkEntries, checkTypeName, type Registered } from '../job/check-registration.js';
import type { Connector } from './connector.js';

/** The connectors of a host, by connection type. It cannot be changed once it is made. @public */
export interface ConnectorRegistry {
  /** The connector of a type in lower case, if there is one. */
  readonly find: (type: string) => Connector | undefined;
  /** Every type that has a connector, sorted. */
  readonly types: readonly string[];
}

const registered: Registered = {
  noun: 'connector',
  interfaceName: 'Connector',
  maker: 'defineConnector',
};

const oneOfTwo = 'leave one of the two out';

/**
 * Makes a registry. Nothing registers itself: what is in the list is all there is.
 * @param connectors - each serves other types
 * @param options - `overrides`: connectors that are taken instead of those of the list, for the types that they serve
 * @throws TypeError when a connector is badly named, made for another version of the interface, incomplete, or serves a type
 * that another one of the same list serves; the message says what to change. It is a fault of the host's program, found at its start.
 * @public
 */
export const makeConnectorRegistry = (
  connectors: readonly Connector[],
  { overrides = [] }: { readonly overrides?: readonly Connector[] } = {},
): ConnectorRegistry => {
  const byType = new Map([
    ...connectorsByType(connectors, `${oneOfTwo}, or give it as an override`),
    ...connectorsByType(overrides, oneOfTwo),
  ]);
  return Object.freeze({
    find: (type: string) => byType.get(type),
    types: Object.freeze([...byType.keys()].sort()),
  });
};

const connectorsByType = (
  connectors: readonly Connector[],
  advice: string,
): ReadonlyMap<string, Connector> => {
  const byType = new Map<string, Connector>();
  for (const connector of checkEntries(connectors, registered)) {
    checkConnector(connector);
    for (const type of connector.types) {
      if (byType.get(type) === connector)
        throw new TypeError(
          `A connector names the connection type "${type}" twice in "types": once is enough.`,
        );
      if (byType.has(type)) throw new TypeError(`Connection type "${type}" has two connectors: ${advice}.`);
      byType.set(type, connector);
    }
  }
  return byType;
};

const checkConnector = ({ types, apiVersion, describe }: Connector): void => {
  if (!Array.isArray(types) || types.length === 0)
    throw new TypeError('A connector serves no connection type: name at least one in the list "types".');
  for (const type of types) checkTypeName('Connection type', type);
  if (types.includes('docker'))
    throw new TypeError(
      'Connection type "docker" is for engines and registries and cannot have a connector: leave it out of "types".',
    );
  const name = `The connector for "${types.join('", "')}"`;
  checkApiVersion(name, apiVersion, registered);
  if (typeof describe !== 'function')
    throw new TypeError(
      `${name} has no method "describe": add it, or make the connector with defineConnector.`,
    );
};
