import assert from 'node:assert/strict';

import * as O from 'fp-ts/lib/Option.js';

import { aborted, calm, type ContractCases, defineCases, failsWith, right, some } from '../suite.js';
import { type ContainerRuntimeSubject, inScope, specOf, startUntilReady } from './subject.js';

export const abortCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'creates nothing when the signal is aborted before the call': inScope(async ({ subject, engine }) => {
    const spec = await specOf(subject, engine, 'prints-text');
    await failsWith('Aborted', engine.createContainer(spec, aborted()));
    assert.ok(O.isNone(await right(engine.findContainer(spec.name, calm()))));
  }),
  'leaves no container when the signal is aborted while one is created': inScope(
    async ({ subject, engine }) => {
      const spec = await specOf(subject, engine, 'prints-text');
      const controller = new AbortController();
      const creating = engine.createContainer(spec, controller)();
      controller.abort();
      assert.equal((await creating)._tag, 'Left');
      assert.ok(O.isNone(await right(engine.findContainer(spec.name, calm()))));
    },
  ),
  'does nothing to a container when the signal is aborted before the call': inScope(
    async ({ engine, create }) => {
      const container = await create('prints-text');
      await failsWith('Aborted', container.start(aborted()));
      await failsWith('Aborted', container.attach(aborted()));
      await failsWith('Aborted', container.inspect(aborted()));
      await failsWith('Aborted', container.wait(aborted()));
      await failsWith('Aborted', container.stop({ ...aborted(), graceMs: 0 }));
      await failsWith('Aborted', container.readLog(aborted()));
      await failsWith('Aborted', container.remove(aborted()));
      await failsWith('Aborted', engine.findContainer(container.id, aborted()));
      assert.equal(some(await right(container.inspect(calm()))).status, 'created');
    },
  ),
  'gives up a wait when the signal is aborted, and the container goes on': inScope(async ({ create }) => {
    const container = await create('heeds-sigterm');
    (await startUntilReady(container)).close();
    const controller = new AbortController();
    const waiting = failsWith('Aborted', container.wait(controller));
    setImmediate(() => {
      controller.abort();
    });
    await waiting;
    assert.equal(some(await right(container.inspect(calm()))).status, 'running');
  }),
  'gives up a stop when the signal is aborted during the grace': inScope(async ({ create }) => {
    const container = await create('ignores-sigterm');
    (await startUntilReady(container)).close();
    const controller = new AbortController();
    const stopping = failsWith('Aborted', container.stop({ signal: controller.signal, graceMs: 600_000 }));
    controller.abort();
    await stopping;
  }),
});
