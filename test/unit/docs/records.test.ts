import type * as E from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { decodeDockerConnection } from '../../../src/connections/docker-connection.js';
import { hostConfig } from '../../../src/docker/host-config/host-config.js';
import { imageReference } from '../../../src/docker/image-reference.js';
import { dockerParameters } from '../../../src/docker/parameters.js';
import { decodeRealm } from '../../../src/index.js';
import { decodeJobRecord } from '../../../src/job/job-record.js';
import { allBlocks } from './markdown.js';

type Check = (value: unknown) => void;
type Fields = Readonly<Record<string, unknown>>;

const accepts =
  (decode: (value: unknown) => E.Either<unknown, unknown>): Check =>
  (value) => {
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
  test.each(examples)('$place is accepted by the package', ({ block }) => {
    const kind = /^decodes: (\w+)$/.exec(block.note)?.[1] ?? '';
    expect(Object.keys(checks), 'needs a comment such as <!-- decodes: job -->').toContain(kind);
    checks[kind]?.(block.language === 'json' ? JSON.parse(block.code) : parse(block.code));
  });
});
