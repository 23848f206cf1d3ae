import type { Connector } from './connector.js';

/** The connectors of a host, by connection type. It cannot be changed once it is made. @public */
export interface ConnectorRegistry {
  /** The connector of a type in lower case, if there is one. */
  readonly find: (type: string) => Connector | undefined;
  /** Every type that has a connector, sorted. */
  readonly types: readonly string[];
}

const typeName = /^[a-z][a-z0-9_-]*$/;

/**
 * Makes a registry. Nothing registers itself: what is in the list is all there is.
 * @param connectors - each serves other types
 * @param options - `overrides`: connectors that are taken instead of those of the list, for the types that they serve
 * @throws TypeError when a connector is badly named, made for another version of the interface, or serves a type that
 * another one of the same list serves. It is a fault of the host's program, found at its start.
 * @public
 */
export const makeConnectorRegistry = (
  connectors: readonly Connector[],
  { overrides = [] }: { readonly overrides?: readonly Connector[] } = {},
): ConnectorRegistry => {
  const byType = new Map([...connectorsByType(connectors), ...connectorsByType(overrides)]);
  return Object.freeze({
    find: (type: string) => byType.get(type),
    types: Object.freeze([...byType.keys()].sort()),
  });
};

const connectorsByType = (connectors: readonly Connector[]): ReadonlyMap<string, Connector> => {
  const byType = new Map<string, Connector>();
  for (const connector of connectors) {
    checkConnector(connector);
    for (const type of connector.types) {
      if (byType.has(type))
        throw new TypeError(
          `Connection type "${type}" has two connectors: leave one of the two out, or give it as an override.`,
        );
      byType.set(type, connector);
    }
  }
  return byType;
};

const checkConnector = ({ types, apiVersion }: Connector): void => {
  if (types.length === 0) throw new TypeError('A connector serves no connection type: name one in "types".');
  const bad = types.find((type) => typeof type !== 'string' || !typeName.test(type));
  if (bad !== undefined)
    throw new TypeError(
      `Connection type ${JSON.stringify(bad)} is not allowed: use lower-case letters, digits, - and _, beginning with a letter.`,
    );
  if (types.includes('docker'))
    throw new TypeError(
      'Connection type "docker" is for engines and registries: it cannot have a connector.',
    );
  // A connector built against another version of this package can carry any number, whatever the types say.
  if ((apiVersion as number) !== 1)
    throw new TypeError(
      `The connector for "${types.join('", "')}" is made for version ${String(apiVersion)} of the Connector interface; this package has version 1: use a matching release of the connector.`,
    );
};
