import assert from 'node:assert/strict';

import {
  aborted,
  calm,
  type ContractCases,
  defineCases,
  failsWith,
  isLeftAlone,
  none,
  right,
  settle,
  some,
  soon,
} from '../suite.js';
import { type ContainerRuntimeSubject, inScope, readOutput, specOf, startUntilReady } from './subject.js';

export const abortCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'creates nothing when the signal is aborted before the call': inScope(async ({ subject, engine }) => {
    const spec = await specOf(subject, engine, 'prints-text');
    await failsWith('Aborted', engine.createContainer(spec, aborted()));
    none(await right(engine.findContainer(spec.name, calm())), 'a container of that name');
  }),
  'leaves no container when the signal is aborted while one is created': inScope(
    async ({ subject, engine }) => {
      const spec = await specOf(subject, engine, 'prints-text');
      const controller = new AbortController();
      const creating = settle(engine.createContainer(spec, controller));
      controller.abort();
      assert.equal((await soon(creating, 'createContainer'))._tag, 'Left', 'It succeeded all the same');
      none(await right(engine.findContainer(spec.name, calm())), 'a container of that name');
    },
  ),
  'does nothing to a container when the signal is aborted before the call': inScope(
    async ({ engine, create }) => {
      const container = await create('prints-text');
      await failsWith('Aborted', container.start(aborted()), 'start');
      await failsWith('Aborted', container.attach(aborted()), 'attach');
      await failsWith('Aborted', container.inspect(aborted()), 'inspect');
      await failsWith('Aborted', container.wait(aborted()), 'wait');
      await failsWith('Aborted', container.stop({ ...aborted(), graceMs: 0 }), 'stop');
      await failsWith('Aborted', container.readLog(aborted()), 'readLog');
      await failsWith('Aborted', container.remove(aborted()), 'remove');
      await failsWith('Aborted', engine.findContainer(container.id, aborted()), 'findContainer');
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
    await soon(waiting, 'wait');
    assert.equal(some(await right(container.inspect(calm()))).status, 'running');
  }),
  'gives up a stop when the signal is aborted during the grace': inScope(async ({ create }) => {
    const container = await create('ignores-sigterm');
    (await startUntilReady(container)).close();
    const controller = new AbortController();
    const stopping = failsWith('Aborted', container.stop({ signal: controller.signal, graceMs: 600_000 }));
    controller.abort();
    await soon(stopping, 'stop');
  }),
  'goes on with an output that is open when the signal of its opening is aborted': inScope(
    async ({ create }) => {
      const container = await create('prints-text');
      const controller = new AbortController();
      const reading = readOutput(await right(container.attach(controller)));
      controller.abort();
      await right(container.start(calm()));
      assert.equal((await reading).stdout.toString(), 'hello\n');
    },
  ),
  'listens to the signal no longer when a call has ended': inScope(async ({ subject, engine }) => {
    const options = calm();
    const container = await right(
      engine.createContainer(await specOf(subject, engine, 'prints-text'), options),
    );
    try {
      const reading = readOutput(await right(container.attach(options)));
      await right(container.start(options));
      await right(container.wait(options));
      await reading;
      await right(container.stop({ ...options, graceMs: 0 }));
      await right(container.inspect(options));
    } finally {
      await right(container.remove(options));
    }
    await isLeftAlone(options, 'A call');
  }),
});
