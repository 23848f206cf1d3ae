import { describeConnectorContract } from '../../src/testing/index.js';
import { connectorSubject } from './connector-subject.js';
import { setupOf } from './memory-subjects.js';
import { vitestRunner } from './vitest-runner.js';

describeConnectorContract(
  vitestRunner,
  setupOf(() => connectorSubject()),
);
