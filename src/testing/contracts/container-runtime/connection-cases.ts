import assert from 'node:assert/strict';

import { aborted, calm, type ContractCases, defineCases, failsWith, left, right, some } from '../suite.js';
import { type ContainerRuntimeSubject, inScope, startUntilReady } from './subject.js';

export const connectionCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'connects any number of times, and closes a connection twice without harm': async (subject) => {
    const [first, second] = await Promise.all([
      right(subject.runtime.connect(subject.endpoint, calm())),
      right(subject.runtime.connect(subject.endpoint, calm())),
    ]);
    await first.close();
    await assert.doesNotReject(first.close, 'A connection that is closed twice must not reject');
    await right(second.findImage(subject.image, calm()));
    await second.close();
  },
  'does not connect to where nothing answers': async ({ runtime, deadEndpoint }) => {
    const error = await left(runtime.connect(deadEndpoint, calm()));
    assert.equal(error._tag, 'Unavailable', String(error));
    assert.notEqual(error.message, '');
  },
  'does not connect when the signal is aborted': async ({ runtime, endpoint }) => {
    await failsWith('Aborted', runtime.connect(endpoint, aborted()));
  },
  'leaves containers running when a connection is closed': inScope(async ({ subject, engine, create }) => {
    const container = await create('heeds-sigterm');
    const other = await right(subject.runtime.connect(subject.endpoint, calm()));
    const reached = some(await right(other.findContainer(container.name, calm())));
    (await startUntilReady(reached)).close();
    await other.close();
    const found = some(await right(engine.findContainer(container.id, calm())));
    assert.equal(some(await right(found.inspect(calm()))).status, 'running');
  }),
});
