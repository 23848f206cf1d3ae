import type * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import type { ConnectorSources } from '../../../src/connections/connector.js';
import { decodeDockerConnection } from '../../../src/connections/docker-connection.js';
import { lavaConnectors } from '../../../src/connections/lava-connectors.js';
import { hostConfig } from '../../../src/docker/host-config/host-config.js';
import { imageReference } from '../../../src/docker/image-reference.js';
import { dockerParameters } from '../../../src/docker/parameters.js';
import { decodeRealm, Secret, type SecretStore } from '../../../src/index.js';
import { decodeJobRecord } from '../../../src/job/job-record.js';
import { makeFakeDatabaseCredentials, makeFakeRoleCredentials } from '../../../src/testing/index.js';
import { describeWell } from '../../support/connector-bench.js';
import { allBlocks, codeBlocks, namesIn, textOf } from './markdown.js';

type Check = (value: unknown) => void | Promise<void>;
type Fields = Readonly<Record<string, unknown>>;

const accepts =
  (decode: (value: unknown) => E.Either<unknown, unknown>) =>
  (value: unknown): void => {
    expect(decode(value)).toEqual(expect.objectContaining({ _tag: 'Right' }));
  };

const checkEach =
  (check: (id: string, value: Fields) => void): Check =>
  (value) => {
    const entries = Object.entries(value as Readonly<Record<string, Fields>>);
    expect(entries.length).toBeGreaterThan(0);
    for (const [id, entry] of entries) check(id, entry);
  };

const resultNames = ['exit_status', 'output', 'error', 'error_data', 'details', 'exception'];

/** A text for every name, which any connector takes for a password, a key or keys of AWS. */
const anySecret = (text: string): SecretStore => ({ find: () => TE.right(O.some(new Secret(text))) });

/** Of a host that has everything. */
const sources: ConnectorSources = {
  secrets: anySecret('word,word'),
  managedSecrets: anySecret('{"username": "u", "password": "word"}'),
  databaseCredentials: makeFakeDatabaseCredentials(),
  roleCredentials: makeFakeRoleCredentials(),
};

/** How an example is checked, by the word in the comment above it. */
const checks: Readonly<Record<string, Check>> = {
  job: (value) => {
    const job = value as Fields;
    accepts(decodeJobRecord)(job);
    accepts((payload) => imageReference.decode(payload))(job['payload']);
    accepts((parameters) => dockerParameters.decode(parameters))(job['parameters']);
  },
  host_config: accepts((value) => hostConfig.decode(value)),
  realm: accepts(decodeRealm),
  connections: checkEach((connectionId, record) => {
    expect(record['enabled']).toBe(true);
    accepts(() => decodeDockerConnection({ connectionId, type: String(record['type']), record }))(record);
  }),
  connection: async (value) => {
    const entries = Object.entries(value as Readonly<Record<string, Fields>>);
    expect(entries.length).toBeGreaterThan(0);
    for (const [id, record] of entries) await describeWell({ record: { conn_id: id, ...record }, sources });
  },
  secrets: checkEach((_, secret) => {
    expect(secret).toBeTypeOf('string');
  }),
  state: checkEach((id) => {
    expect(id).not.toBe('');
  }),
  result: (value) => {
    expect(resultNames).toEqual(expect.arrayContaining(Object.keys(value as Fields)));
  },
};

/** A policy of IAM is no record of lava's; it has a test of its own. */
const examples = allBlocks('json', 'yaml')
  .filter(({ note }) => note !== 'policy')
  .map((block) => ({ place: `${block.file}:${block.line}`, block }));

describe('a record in a document', () => {
  test.each(examples)('$place is accepted by the package', async ({ block }) => {
    const kind = /^decodes: (\w+)$/.exec(block.note)?.[1] ?? '';
    expect(Object.keys(checks), 'needs a comment such as <!-- decodes: job -->').toContain(kind);
    await checks[kind]?.(block.language === 'json' ? JSON.parse(block.code) : parse(block.code));
  });
});

describe('the page on connections', () => {
  const file = 'docs/connections.md';
  const text = textOf(file);
  const types = text
    .slice(text.indexOf('\n## Types\n'), text.indexOf('\n### Databases\n'))
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => namesIn(line.split('|')[1] ?? ''));

  test('names every type once', () => {
    expect(types.flat().sort()).toEqual(lavaConnectors().types);
  });

  test('has an example for each kind', () => {
    const shown = codeBlocks(file)
      .filter(({ note }) => note === 'decodes: connection')
      .flatMap(({ code }) => Object.values(parse(code) as Readonly<Record<string, Fields>>))
      .map((record) => record['type']);
    expect(types.filter((kind) => !kind.some((type) => shown.includes(type)))).toEqual([]);
  });
});
