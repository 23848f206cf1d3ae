import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { BindMount } from '../../../ports/container.js';
import { calm, type ContractCases, defineCases, failsWith, none, right } from '../suite.js';
import { type ContainerRuntimeSubject, inScope, run, specOf } from './subject.js';

const mountOf = (source: string, readOnly = false): readonly BindMount[] => [
  { source, target: '/data', readOnly },
];

export const settingsCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'gives the program its variables, unicode and line ends included': inScope(async ({ create }) => {
    const greeting = 'hällo 🚀 "quoted" $HOME\nsecond = line';
    const { stdout } = await run(await create('prints-greeting', { environment: { GREETING: greeting } }));
    assert.equal(stdout.toString('utf8'), greeting);
  }),
  'gives the program its user, group, host name and working directory': inScope(async ({ create }) => {
    const container = await create('prints-identity', {
      user: '1234:4321',
      hostname: 'some-host',
      workingDirectory: '/tmp/deep/down',
    });
    assert.equal((await run(container)).stdout.toString(), '1234\n4321\nsome-host\n/tmp/deep/down\n');
  }),
  'shows a directory of the host in the container, both ways': inScope(async ({ subject, create }) => {
    const { directory } = subject;
    await writeFile(path.join(directory, 'in'), 'from the host');
    const reader = await create('reads-mount', { mounts: mountOf(directory) });
    assert.equal((await run(reader)).stdout.toString(), 'from the host');
    const writer = await create('writes-mount', { mounts: mountOf(directory) });
    assert.equal((await run(writer)).exitStatus, 0);
    assert.equal(await readFile(path.join(directory, 'out'), 'utf8'), 'written');
  }),
  'lets nothing be written to a directory that is mounted read-only': inScope(async ({ subject, create }) => {
    const writer = await create('writes-mount', { mounts: mountOf(subject.directory, true) });
    assert.notEqual((await run(writer)).exitStatus, 0);
    await assert.rejects(readFile(path.join(subject.directory, 'out')));
  }),
  'refuses a mount whose source does not exist, and leaves no container': inScope(
    async ({ subject, engine }) => {
      const mounts = mountOf(path.join(subject.directory, 'missing'));
      const spec = { ...(await specOf(subject, engine, 'prints-text')), mounts };
      await failsWith('EngineRefused', engine.createContainer(spec, calm()));
      none(await right(engine.findContainer(spec.name, calm())), 'a container of that name');
    },
  ),
  'refuses a name that is in use, and leaves the container that has it': inScope(
    async ({ subject, engine, create }) => {
      const first = await create('prints-text');
      const spec = { ...(await specOf(subject, engine, 'prints-text')), name: first.name };
      await failsWith('EngineRefused', engine.createContainer(spec, calm()));
      assert.equal((await run(first)).stdout.toString(), 'hello\n');
    },
  ),
  'refuses an image that it does not have': inScope(async ({ subject, engine }) => {
    const imageId = `sha256:${'0'.repeat(64)}`;
    const spec = { ...(await specOf(subject, engine, 'prints-text')), imageId };
    await failsWith('EngineRefused', engine.createContainer(spec, calm()));
    none(await right(engine.findContainer(spec.name, calm())), 'a container of that name');
  }),
});
