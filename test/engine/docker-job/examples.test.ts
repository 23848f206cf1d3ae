import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as O from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';

import { makeDockerEngineRuntime } from '../../../src/adapters/docker-engine/index.js';
import { makeJinjaRenderer } from '../../../src/adapters/jinja/index.js';
import { localHost, openLocalFolder } from '../../../src/adapters/local/index.js';
import { DockerJobType, makeJobTypeRegistry, runJob } from '../../../src/index.js';
import { makeCapturingLogger } from '../../../src/testing/index.js';
import { describeCases } from '../../support/describe-cases.js';
import { newRunId } from '../../support/job-bench.js';
import { engineUnderTest } from '../docker-engine/engine-under-test.js';
import { right, some } from '../docker-engine/real-engine.js';

const examples = [1, 2, 3].map((number) => join('examples', 'jobs', `simple-docker-${number}.json`));

/** Writes a realm for the local adapters, with the connection that the examples name. */
const writeRealm = async (folder: string): Promise<void> => {
  const { server, registry, username, password } = engineUnderTest();
  const write = (name: string, content: unknown): Promise<void> =>
    writeFile(join(folder, name), JSON.stringify(content), { mode: 0o600 });
  await write('realm.json', { realm: 'dev', s3_payloads: 's3://b/payloads', s3_temp: 's3://b/tmp' });
  const ecr = { type: 'docker', enabled: true, server, registry, user: username, password: 'registry' };
  await write('connections.json', { ecr: { conn_id: 'ecr', ...ecr } });
  await write('secrets.json', { registry: password });
};

const withFolder = async (test: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lava-examples-'));
  try {
    await writeRealm(folder);
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

describeCases(
  'the examples of the documentation',
  [{ names: ['jin-gizmo/lava/amzn2023/base:latest', 'dist/lava/centos8/full:latest'] }],
  ({ group }) => {
    describe('with the local adapters', () => {
      it.each(examples)('%s runs unmodified, and its log is the date', (example) =>
        withFolder(async (folder) => {
          const local = openLocalFolder(folder);
          const renderer = makeJinjaRenderer();
          const docker = new DockerJobType(
            { ...local, renderer, containers: makeDockerEngineRuntime() },
            { spoolDirectory: join(folder, 'spool') },
          );
          const job: unknown = JSON.parse(await readFile(example, 'utf8'));
          const signal = new AbortController().signal;
          const realm = some(await right(local.readRealm({ signal })));
          const run_id = newRunId(group);
          const run = await runJob(makeJobTypeRegistry([docker]), job, realm, {
            ...localHost({ environment: {} }),
            temporaryRoot: join(folder, 'tmp'),
            state: local.state,
            renderer,
            logger: makeCapturingLogger(),
            dispatch: { run_id },
          })();
          const output = `s3://b/tmp/demo/simple-docker/${run_id}/logs`;
          expect(run).toMatchObject({ status: 'complete', result: { exit_status: 0, output, error: null } });
          const location = { bucket: 'b', key: `tmp/demo/simple-docker/${run_id}/logs` };
          const stored = await right(local.objects.get(location, { signal }));
          expect(O.isSome(stored)).toBe(true);
          const pieces: Buffer[] = [];
          for await (const piece of some(stored).stream) pieces.push(piece as Buffer);
          expect(Buffer.concat(pieces).toString()).toMatch(/^\w{3} \w{3} +\d+ [\d:]{8} UTC \d{4}\n$/);
        }),
      );
    });
  },
);
