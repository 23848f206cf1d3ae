import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Container } from '../../../ports/container.js';
import { aborted, calm, type ContractCases, defineCases, failsWith, none, right, some } from '../suite.js';
import { type ContainerRuntimeSubject, inScope, type RuntimeScope } from './subject.js';

const largestBytes = 1024 * 1024;

/** A container that has not been started, with the directory of the case at `/data`. */
const withData = ({ subject, create }: RuntimeScope): Promise<Container> =>
  create('prints-text', { mounts: [{ source: subject.directory, target: '/data', readOnly: false }] });

export const fileCases: ContractCases<ContainerRuntimeSubject> = defineCases({
  'reads a file of a container that has not been started, byte for byte': inScope(async (scope) => {
    const content = Buffer.from([0, 0xff, 0xfe, 10, 13, 0]);
    await writeFile(path.join(scope.subject.directory, 'in'), content);
    const container = await withData(scope);
    assert.deepEqual(Buffer.from(some(await right(container.readFile('/data/in', calm())))), content);
  }),
  'reads a file through a symbolic link': inScope(async (scope) => {
    await writeFile(path.join(scope.subject.directory, 'in'), 'linked');
    await symlink('in', path.join(scope.subject.directory, 'link'));
    const container = await withData(scope);
    const read = some(await right(container.readFile('/data/link', calm())));
    assert.equal(Buffer.from(read).toString(), 'linked');
  }),
  'reads a file that is empty, and one of 1 MiB': inScope(async (scope) => {
    for (const size of [0, largestBytes]) {
      await writeFile(path.join(scope.subject.directory, `of-${size}`), Buffer.alloc(size, 'x'));
      const container = await withData(scope);
      assert.equal(some(await right(container.readFile(`/data/of-${size}`, calm()))).length, size);
    }
  }),
  'refuses to read a file of more than 1 MiB': inScope(async (scope) => {
    await writeFile(path.join(scope.subject.directory, 'in'), Buffer.alloc(largestBytes + 1));
    await failsWith('EngineRefused', (await withData(scope)).readFile('/data/in', calm()));
  }),
  'finds no file where there is none, or a directory': inScope(async (scope) => {
    await mkdir(path.join(scope.subject.directory, 'folder'));
    const container = await withData(scope);
    for (const file of ['/data/missing', '/data/folder', '/data/missing/deep', '/no/such/file'])
      none(await right(container.readFile(file, calm())), `a file at ${file}`);
  }),
  'reads nothing of a container that is gone, or after an abort': inScope(async (scope) => {
    await writeFile(path.join(scope.subject.directory, 'in'), 'x');
    const container = await withData(scope);
    await failsWith('Aborted', container.readFile('/data/in', aborted()));
    await right(container.remove(calm()));
    await failsWith('EngineRefused', container.readFile('/data/in', calm()));
  }),
});
