import type { Connector } from './connector.js';
import { type ConnectorRegistry, makeConnectorRegistry } from './connector-registry.js';

/** The connectors for lava's connection types, one file each in `connectors/`. */
const connectors: readonly Connector[] = [];

/**
 * The registry of lava's own connection types.
 * @param overrides - connectors of the host: for further types, or instead of lava's own
 * @throws TypeError as {@link makeConnectorRegistry} does
 * @public
 */
export const lavaConnectors = (overrides: readonly Connector[] = []): ConnectorRegistry =>
  makeConnectorRegistry(connectors, { overrides });
