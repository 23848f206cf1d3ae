import assert from 'node:assert/strict';

import type { Container } from '../../../ports/container.js';
import {
  calm,
  type ContractCases,
  defineCases,
  failsWith,
  left,
  none,
  right,
  some,
  turns,
} from '../suite.js';
import {
  type ContainerRuntimeSubject,
  inScope,
  readOutput,
  run,
  specOf,
  startUntilReady,
} from './subject.js';

const statusOf = async (container: Container): Promise<string> =>
  some(await right(container.inspect(calm()))).status;

const exitStatusOf = async (container: Container): Promise<number> =>
  some(await right(container.inspect(calm()))).exitStatus;

const failsToStart = async (container: Container, exitStatus: number): Promise<void> => {
  const error = await left(container.start(calm()));
  assert.ok(error._tag === 'StartFailed', String(error));
  assert.equal(error.details.exitStatus, exitStatus);
  assert.notEqual(error.message, '');
  assert.notEqual(await statusOf(container), 'running');
  await right(container.remove(calm()));
};

export const lifeCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'creates a container that is found by name and id, and does not start it': inScope(
    async ({ engine, create }) => {
      const container = await create('prints-text');
      assert.equal(await statusOf(container), 'created');
      for (const nameOrId of [container.name, container.id]) {
        const found = some(await right(engine.findContainer(nameOrId, calm())));
        assert.deepEqual([found.id, found.name], [container.id, container.name]);
      }
    },
  ),
  'tells the exit status of a program to everybody who waits, also afterwards': inScope(
    async ({ create }) => {
      const container = await create('exits-7');
      await right(container.start(calm()));
      const ends = await Promise.all([right(container.wait(calm())), right(container.wait(calm()))]);
      for (const end of [...ends, await right(container.wait(calm()))]) {
        assert.equal(end._tag, 'ended');
        assert.deepEqual(end.state, { status: 'exited', exitStatus: 7, outOfMemory: false, error: '' });
      }
    },
  ),
  'does nothing until a task is called': inScope(async ({ subject, engine, create }) => {
    const spec = await specOf(subject, engine, 'prints-text');
    engine.createContainer(spec, calm());
    const container = await create('prints-text');
    container.start(calm());
    container.remove(calm());
    await turns(5);
    none(await right(engine.findContainer(spec.name, calm())), 'a container that nobody has created');
    assert.equal(
      await statusOf(container),
      'created',
      'The calls were made, and their tasks were not called',
    );
  }),
  'waits for a container that is started later': inScope(async ({ create }) => {
    const container = await create('exits-7');
    const waiting = right(container.wait(calm()));
    await turns(5);
    await right(container.start(calm()));
    const end = await waiting;
    assert.ok(end._tag === 'ended', `The container ended, and wait gave ${end._tag}`);
    assert.equal(end.state.exitStatus, 7, 'The wait was over before the container had been started');
  }),
  'shows a program that runs': inScope(async ({ create }) => {
    const container = await create('heeds-sigterm');
    (await startUntilReady(container)).close();
    assert.equal(await statusOf(container), 'running');
  }),
  'tells a program that is not there by exit status 127': inScope(async ({ create, subject }) => {
    await failsToStart(await create([subject.missingProgram]), 127);
  }),
  'tells a file that cannot be executed by exit status 126': inScope(async ({ create, subject }) => {
    await failsToStart(await create([subject.notExecutable]), 126);
  }),
  'stops a program that heeds SIGTERM with the exit status that it chooses': inScope(async ({ create }) => {
    const container = await create('heeds-sigterm');
    (await startUntilReady(container)).close();
    await right(container.stop({ ...calm(), graceMs: 30_000 }));
    assert.equal(await statusOf(container), 'exited');
    assert.equal(await exitStatusOf(container), 3);
  }),
  'kills a program that ignores SIGTERM after the grace': inScope(async ({ create }) => {
    const container = await create('ignores-sigterm');
    (await startUntilReady(container)).close();
    await right(container.stop({ ...calm(), graceMs: 500 }));
    assert.equal(await exitStatusOf(container), 137);
  }),
  'kills a program at once when there is no grace': inScope(async ({ create }) => {
    const container = await create('ignores-sigterm');
    (await startUntilReady(container)).close();
    await right(container.stop({ ...calm(), graceMs: 0 }));
    assert.equal(await exitStatusOf(container), 137);
  }),
  'stops what has not been started, has ended or is gone, without harm': inScope(async ({ create }) => {
    const container = await create('prints-text');
    await right(container.stop({ ...calm(), graceMs: 1000 }));
    assert.equal((await run(container)).exitStatus, 0);
    await right(container.stop({ ...calm(), graceMs: 1000 }));
    assert.equal(await exitStatusOf(container), 0);
    await right(container.remove(calm()));
    await right(container.stop({ ...calm(), graceMs: 1000 }));
  }),
  'removes a container whether it has started, runs or is gone': inScope(async ({ engine, create }) => {
    const created = await create('prints-text');
    const running = await create('ignores-sigterm');
    (await startUntilReady(running)).close();
    for (const container of [created, running]) {
      await right(container.remove(calm()));
      await right(container.remove(calm()));
      none(await right(engine.findContainer(container.id, calm())), 'a container that was removed');
    }
  }),
  'knows a container that somebody else has removed': inScope(async ({ engine, create }) => {
    const container = await create('heeds-sigterm');
    (await startUntilReady(container)).close();
    const waiting = right(container.wait(calm()));
    await right(some(await right(engine.findContainer(container.name, calm()))).remove(calm()));
    await waiting;
    none(await right(container.inspect(calm())), 'a container that was removed');
    assert.equal((await right(container.wait(calm())))._tag, 'vanished');
    await failsWith('EngineRefused', container.start(calm()), 'start');
    await failsWith('EngineRefused', container.attach(calm()), 'attach');
    await failsWith('EngineRefused', container.readLog(calm()), 'readLog');
  }),
  'ends an attached output when the container is removed': inScope(async ({ create }) => {
    const container = await create('heeds-sigterm');
    const output = await startUntilReady(container);
    await right(container.remove(calm()));
    await readOutput(output);
  }),
});
