import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ConnectorDescription } from '../../../connections/connector.js';
import { showsNone } from '../hidden.js';
import { type ContractCase, type ContractCases, defineCases } from '../suite.js';
import { checkShellSyntax } from './shell-syntax.js';
import { comparable, type ConnectorExample, type ConnectorSubject, describeGood, textOf } from './subject.js';

/** Runs a check on every good example. */
const forEachGood =
  (
    check: (
      description: ConnectorDescription,
      example: ConnectorExample,
      subject: ConnectorSubject,
    ) => Promise<void> | void,
  ): ContractCase<ConnectorSubject> =>
  async (subject) => {
    for (const example of subject.good) await check(await describeGood(subject, example), example, subject);
  };

/** Whether a path has plain parts only, and leads to a file below the directory that it is relative to. */
const isSafePath = (name: string): boolean =>
  name.split('/').every((part) => /^[\w.@+-]+$/.test(part) && !['.', '..'].includes(part));

export const descriptionCases: ContractCases<ConnectorSubject> = defineCases<ConnectorSubject>({
  'has an example of every type that it serves': ({ connector, good }) => {
    const served = [...connector.types].sort();
    assert.deepEqual([...new Set(good.map(({ type }) => type))].sort(), served);
    return Promise.resolve();
  },
  'describes a good connection with an executable that is one of its files': forEachGood(
    ({ files, executable }) => {
      const named = files.filter((file) => file.path === executable);
      assert.equal(named.length, 1, `The executable ${executable} is not one of the files`);
      assert.equal(named[0]?.mode, 0o700, 'The executable must have the mode 0o700');
    },
  ),
  "gives its files paths that stay in the connection's own directory, each once": forEachGood(({ files }) => {
    const paths = files.map((file) => file.path);
    for (const each of paths) assert.ok(isSafePath(each), `A path that leads elsewhere: ${each}`);
    assert.equal(new Set(paths).size, paths.length, 'A path is there twice');
    const inTheWay = paths.filter((each) => paths.some((other) => other.startsWith(`${each}/`)));
    assert.deepEqual(inTheWay, [], 'A file stands where another one needs a directory');
  }),
  'gives every script the mode 0o700 and every other file the mode 0o600': forEachGood(({ files }) => {
    for (const { path: name, mode, content } of files) {
      const isScript = textOf(content).startsWith('#!');
      assert.equal(mode, isScript ? 0o700 : 0o600, `The mode of ${name}`);
    }
  }),
  'has scripts for /bin/sh that a shell can read': forEachGood(async ({ files }) => {
    for (const { path: name, mode, content } of files) {
      if (mode !== 0o700) continue;
      assert.ok(textOf(content).startsWith('#!/bin/sh\n'), `${name} does not begin with #!/bin/sh`);
      await checkShellSyntax(name, textOf(content));
    }
  }),
  'has scripts that a shell can read wherever the directory is': async (subject) => {
    for (const example of subject.good) {
      const directory = '/tmp/it\'s "a" $HOME `directory`';
      const { files } = await describeGood(subject, example, { directory });
      for (const { path: name, mode, content } of files)
        if (mode === 0o700) await checkShellSyntax(name, textOf(content));
    }
  },
  'names the programs that the image must have': forEachGood(({ programs }) => {
    for (const program of programs)
      assert.match(program, /^[^\s/]+$/, `Not the name of a program: ${program}`);
  }),
  'writes nothing, and makes no directory': async (subject) => {
    for (const example of subject.good) {
      const directory = path.join(tmpdir(), `lava-contract-${randomUUID()}`);
      try {
        await describeGood(subject, example, { directory });
        assert.ok(
          !existsSync(directory),
          'The directory is there; whoever asked for the description makes it',
        );
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    }
  },
  'shows no secret when a description is printed': forEachGood((description, _example, { secrets }) => {
    showsNone(description, secrets);
  }),
  'describes a connection twice in the same way': async (subject) => {
    for (const example of subject.good) {
      const [first, second] = await Promise.all([
        describeGood(subject, example),
        describeGood(subject, example),
      ]);
      assert.deepEqual(comparable(first), comparable(second));
    }
  },
});
