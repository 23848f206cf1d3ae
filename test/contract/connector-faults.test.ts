import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';

import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { badConnection, type ConnectionFailure } from '../../src/connections/connection-failure.js';
import type { ConnectorDescription, ConnectorFile } from '../../src/connections/connector.js';
import { type Connector, taggedError } from '../../src/index.js';
import { type ConnectorSubject, describeConnectorContract } from '../../src/testing/index.js';
import { atOnce, calm } from './abort-faults.js';
import { connectorSubject, makeExampleConnector } from './connector-subject.js';
import { type Fault, findsFaults } from './finds-faults.js';

type Describe = Connector['describe'];

const good = makeExampleConnector();

const fault = (wrong: string, spoil: (describe: Describe) => Describe): Fault<ConnectorSubject> => [
  wrong,
  () => connectorSubject({ ...good, describe: spoil(good.describe) }),
];

const onDescription =
  (change: (description: ConnectorDescription) => ConnectorDescription) =>
  (describe: Describe): Describe =>
  (connection, context) =>
    TE.map(change)(describe(connection, context));

const onFiles = (
  change: (files: readonly ConnectorFile[]) => readonly ConnectorFile[],
): ((describe: Describe) => Describe) =>
  onDescription((description) => ({ ...description, files: change(description.files) }));

const onScript = (change: (script: string) => string): ((describe: Describe) => Describe) =>
  onFiles((files) =>
    files.map((file) =>
      typeof file.content === 'string' ? { ...file, content: change(file.content) } : file,
    ),
  );

const onFailure =
  (change: (failure: ConnectionFailure, value: unknown) => ConnectionFailure) =>
  (describe: Describe): Describe =>
  (connection, context) =>
    TE.mapLeft((failure: ConnectionFailure) => change(failure, connection.record['host']))(
      describe(connection, context),
    );

const another = { path: 'other', mode: 0o600, content: '' } as const;

findsFaults('describeConnectorContract', describeConnectorContract, () => connectorSubject(), {
  'has an example of every type that it serves': [
    ['is shown with too few examples', (subject) => ({ ...subject, good: subject.good.slice(1) })],
  ],
  'describes a good connection with an executable that is one of its files': [
    fault(
      'names an executable that is not there',
      onDescription((description) => ({ ...description, executable: 'bin/client' })),
    ),
    fault(
      'gives an executable that cannot be executed',
      onFiles((files) => files.map((file) => ({ ...file, mode: 0o600 }))),
    ),
    fault('changes the record', (describe) => (connection, context) => {
      Object.assign(connection.record, { host: 'changed' });
      return describe(connection, context);
    }),
  ],
  "gives its files paths that stay in the connection's own directory, each once": [
    ...['/etc/passwd', '../other/file', 'a/../../b', './a', 'a//b', '', 'nul\0'].map((path) =>
      fault(
        `has a file at ${JSON.stringify(path)}`,
        onFiles((files) => [...files, { ...another, path }]),
      ),
    ),
    fault(
      'has a file twice',
      onFiles((files) => [...files, another, another]),
    ),
    fault(
      'has a file where a directory has to be',
      onFiles((files) => [...files, another, { ...another, path: 'other/below' }]),
    ),
  ],
  'gives every script the mode 0o700 and every other file the mode 0o600': [
    fault(
      'lets its data be executed',
      onFiles((files) => files.map((file) => ({ ...file, mode: 0o700 }))),
    ),
    fault(
      'lets others read',
      // A connector in plain JavaScript can give any mode.
      onFiles((files) => files.map((file) => ({ ...file, mode: 0o644 as 0o600 }))),
    ),
  ],
  'has scripts for /bin/sh that a shell can read': [
    fault(
      'is written for another shell',
      onScript((script) => script.replace('/bin/sh', '/bin/bash')),
    ),
    fault(
      'leaves a quote open',
      onScript((script) => `${script}echo 'open\n`),
    ),
  ],
  'has scripts that a shell can read wherever the directory is': [
    fault(
      'does not quote the directory',
      (describe) => (connection, context) =>
        TE.map((description: ConnectorDescription) => ({
          ...description,
          files: description.files.map((file) =>
            file.mode === 0o700 ? { ...file, content: `#!/bin/sh\ncd ${context.directory}\n` } : file,
          ),
        }))(describe(connection, context)),
    ),
  ],
  'names the programs that the image must have': [
    fault(
      'names a program by its path',
      onDescription((description) => ({ ...description, programs: ['/usr/bin/client'] })),
    ),
  ],
  'writes nothing, and makes no directory': [
    fault('writes a file itself', (describe) => (connection, context) => () => {
      mkdirSync(context.directory, { recursive: true });
      return describe(connection, context)();
    }),
  ],
  'asks no source until the task is called': [
    fault('begins at the call', (describe) => (connection, context) => atOnce(describe(connection, context))),
  ],
  'shows no secret when a description is printed': [
    fault(
      'has a password in the script',
      onFiles((files) =>
        files.map((file) => ({
          ...file,
          content: typeof file.content === 'string' ? file.content : file.content.reveal(),
        })),
      ),
    ),
    ...[encodeURIComponent, btoa].map((encode) =>
      fault(
        `has a password in the script, written by ${encode.name}`,
        onScript((script) => `${script}# ${encode('open-sesame "quoted"')}\n`),
      ),
    ),
  ],
  'describes a connection twice in the same way': [
    fault(
      'makes names at random',
      (describe) => (connection, context) =>
        TE.map((description: ConnectorDescription) => ({
          ...description,
          files: [...description.files, { ...another, path: randomUUID() }],
        }))(describe(connection, context)),
    ),
  ],
  'refuses a bad connection, naming it and the field, and shows no value': [
    fault('describes a bad connection', () => () => TE.right({ files: [], executable: '', programs: [] })),
    fault(
      'names no connection',
      onFailure((failure) => Object.assign(failure, { message: 'host is wrong' })),
    ),
    fault(
      'names no field',
      onFailure((failure) =>
        Object.assign(failure, { message: `Connection ${failure.details.connectionId}: bad record` }),
      ),
    ),
    fault(
      'shows a value',
      onFailure((failure, value) =>
        Object.assign(failure, { message: `${failure.message} (found ${String(value)})` }),
      ),
    ),
    fault(
      'has another connection in the details',
      onFailure((failure) => badConnection('another', failure.details.reason, failure.message)),
    ),
    fault(
      'gives an error of another kind',
      // A connector in plain JavaScript can give anything.
      onFailure(
        ({ message }) => taggedError('Bad', { code: 'bad', message }) as unknown as ConnectionFailure,
      ),
    ),
    fault(
      'takes a bad record for a passing fault',
      onFailure((failure) => Object.assign(failure, { retryable: true })),
    ),
  ],
  'gives a failure and does not reject, whatever a record holds': [
    fault('rejects for a record without fields', (describe) => (connection, context) => async () => {
      if (Object.keys(connection.record).length === 0) throw new Error('no fields');
      return describe(connection, context)();
    }),
    fault(
      'stumbles over a record without fields',
      (describe) => (connection, context) =>
        Object.keys(connection.record).length === 0
          ? TE.left(
              badConnection(
                connection.connectionId,
                'unexpected',
                `${connection.connectionId}: x of undefined`,
              ),
            )
          : describe(connection, context),
    ),
  ],
  'gives a failure and does not reject when a field of a good record is missing or of another kind': [
    fault('rejects for a NUL', (describe) => (connection, context) => async () => {
      if (String(connection.record['host']).includes('\0')) throw new Error('NUL');
      return describe(connection, context)();
    }),
  ],
  'gives a failure that names the connection when a source fails': [
    fault(
      'calls every failure a bad record',
      onFailure(({ details: { connectionId }, message }) =>
        badConnection(connectionId, 'bad-record', message),
      ),
    ),
  ],
  'gives a failure and does not reject when a source breaks its rules': [
    fault('trusts its sources', (describe) => (connection, context) => async () => {
      await context.sources.secrets.find('/lava/dev/password', context)();
      return describe(connection, context)();
    }),
  ],
  'ends when the signal is aborted while a source does not answer': [
    fault(
      'does not hand the signal on',
      (describe) => (connection, context) => describe(connection, { ...context, ...calm() }),
    ),
    fault(
      'takes an abort for a secret that is not there',
      onFailure((failure) => badConnection(failure.details.connectionId, 'no-secret', failure.message)),
    ),
  ],
  'ends when the signal is aborted before': [
    fault(
      'takes an abort for a fault of the connection',
      (describe) => (connection, context) => async () =>
        context.signal.aborted
          ? E.left(
              badConnection(connection.connectionId, 'bad-record', `${connection.connectionId}: aborted`),
            )
          : describe(connection, { ...context, ...calm() })(),
    ),
  ],
});
