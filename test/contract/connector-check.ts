import type { Connector, ConnectorSources } from '../../src/connections/connector.js';
import {
  type BadConnectorExample,
  type ConnectorExample,
  describeConnectorContract,
} from '../../src/testing/index.js';
import { setupOf } from './memory-subjects.js';
import { vitestRunner } from './vitest-runner.js';

/** Runs the suite of connectors on one of them, with its examples. */
export type ConnectorCheck = (
  connector: Connector,
  good: readonly ConnectorExample[],
  bad: readonly BadConnectorExample[],
) => void;

/**
 * Makes a check for connectors that share their sources.
 * @param secrets - what nobody may see
 */
export const makeConnectorCheck =
  (sources: ConnectorSources, secrets: readonly string[]): ConnectorCheck =>
  (connector, good, bad) => {
    describeConnectorContract(
      vitestRunner,
      setupOf(() => ({ connector, good, bad, sources, secrets })),
    );
  };
