import assert from 'node:assert/strict';

import { calm, type ContractCases, defineCases, right } from '../suite.js';
import { type ContainerRuntimeSubject, inScope, readOutput, run, startUntilReady } from './subject.js';

export const outputCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'gives every byte as it was written, without a line end too': inScope(async ({ create }) => {
    const { stdout, stderr } = await run(await create('prints-binary'));
    assert.deepEqual([...stdout], [0x00, 0xff, 0xfe, 0x0d, 0x0a, 0x01, 0x78]);
    assert.equal(stderr.length, 0);
  }),
  'keeps stdout and stderr apart': inScope(async ({ create }) => {
    const { stdout, stderr } = await run(await create('prints-both'));
    assert.deepEqual([stdout.toString(), stderr.toString()], ['out', 'err']);
  }),
  'gives megabytes of output completely': inScope(async ({ create }) => {
    const container = await create('prints-large');
    const { stdout } = await run(container);
    assert.equal(stdout.length, 3_000_000);
    assert.ok(stdout.equals(Buffer.alloc(3_000_000, 'a')), 'The output has been changed');
    const again = await readOutput(await right(container.readLog(calm())));
    assert.ok(again.stdout.equals(stdout), `The log has ${again.stdout.length} bytes, and others`);
  }),
  'keeps the last of the output for who reads it after the wait': inScope(async ({ create }) => {
    const container = await create('prints-both');
    const output = await right(container.attach(calm()));
    await right(container.start(calm()));
    await right(container.wait(calm()));
    const { stdout, stderr } = await readOutput(output);
    assert.deepEqual([stdout.toString(), stderr.toString()], ['out', 'err']);
  }),
  'ends the output of a program that writes nothing': inScope(async ({ create }) => {
    const { stdout, stderr } = await run(await create('prints-nothing'));
    assert.equal(stdout.length + stderr.length, 0);
  }),
  'lets the container go on when the output is closed, once or twice': inScope(async ({ create }) => {
    const container = await create('prints-large');
    const output = await right(container.attach(calm()));
    await right(container.start(calm()));
    output.close();
    output.close();
    await readOutput(output);
    assert.equal((await right(container.wait(calm())))._tag, 'ended');
  }),
  'gives an output that is attached after the start, from then on': inScope(async ({ create }) => {
    const container = await create('heeds-sigterm');
    (await startUntilReady(container)).close();
    const later = readOutput(await right(container.attach(calm())));
    await right(container.stop({ ...calm(), graceMs: 30_000 }));
    assert.equal((await later).stderr.length, 0);
  }),
  'reads the log again from its first byte, any number of times': inScope(async ({ create }) => {
    const container = await create('prints-both');
    await run(container);
    for (let turn = 0; turn < 2; turn += 1) {
      const { stdout, stderr } = await readOutput(await right(container.readLog(calm())));
      assert.deepEqual([stdout.toString(), stderr.toString()], ['out', 'err']);
    }
  }),
  'reads the log of a running container up to its present end': inScope(async ({ create }) => {
    const container = await create('heeds-sigterm');
    (await startUntilReady(container)).close();
    const { stdout } = await readOutput(await right(container.readLog(calm())));
    assert.equal(stdout.toString(), 'ready\n');
  }),
  'reads an empty log of a container that has not been started': inScope(async ({ create }) => {
    const container = await create('prints-text');
    const { stdout, stderr } = await readOutput(await right(container.readLog(calm())));
    assert.equal(stdout.length + stderr.length, 0);
  }),
  'runs containers side by side, each with its own output': inScope(async ({ create }) => {
    const greetings = ['one', 'two', 'three', 'four'];
    const outcomes = await Promise.all(
      greetings.map(async (greeting) =>
        run(await create('prints-greeting', { environment: { GREETING: greeting } })),
      ),
    );
    assert.deepEqual(
      outcomes.map(({ stdout }) => stdout.toString()),
      greetings,
    );
  }),
});
