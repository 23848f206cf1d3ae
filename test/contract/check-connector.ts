import type { Connector } from '../../src/index.js';
import {
  type BadConnectorExample,
  type ConnectorExample,
  type ConnectorSubject,
  describeConnectorContract,
} from '../../src/testing/index.js';
import { vitestRunner } from './vitest-runner.js';

/** Runs the contract suite on a connector, with records that it takes and records that it refuses. */
export type CheckConnector = (
  connector: Connector,
  good: readonly ConnectorExample[],
  bad: readonly BadConnectorExample[],
) => void;

/** @param around - the sources of the connectors, and what of them nobody may see */
export const checkWith =
  (around: Pick<ConnectorSubject, 'sources' | 'secrets'>): CheckConnector =>
  (connector, good, bad) => {
    describeConnectorContract(vitestRunner, {
      makeSubject: () => Promise.resolve({ connector, good, bad, ...around }),
      dispose: () => Promise.resolve(),
    });
  };
