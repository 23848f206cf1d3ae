import { describe, expect, test } from 'vitest';

import type { ConnectAwsOptions, S3ObjectStoreOptions } from '../../../src/adapters/aws/index.js';
import type { DockerEngineOptions } from '../../../src/adapters/docker-engine/index.js';
import { exitCodes } from '../../../src/cli/exit-code.js';
import { hostConfigNames } from '../../../src/docker/host-config/fields.js';
import { dockerParameters, type DockerParameters } from '../../../src/docker/parameters.js';
import type {
  DockerJobTypeDeps,
  DockerJobTypeOptions,
  JobError,
  JobEvent,
  JobRun,
  JobType,
  RunJobOptions,
} from '../../../src/index.js';
import * as kit from '../../../src/testing/index.js';
import { documents, firstCells, namesIn, textOf } from './markdown.js';

/** Every member of a union of texts; the compiler sees to it that none is missing. */
const all = <Name extends string>(names: Readonly<Record<Name, true>>): readonly string[] =>
  Object.keys(names);

/** The names in code marks in the first cells of a document's tables. */
const listedIn = (file: string): readonly string[] => firstCells(file).flatMap(namesIn);

describe('docs/job-specs.md', () => {
  const listed = listedIn('docs/job-specs.md');

  test('lists every name of host_config', () => {
    expect(hostConfigNames).toHaveLength(33);
    expect(listed).toEqual(expect.arrayContaining([...hostConfigNames]));
  });

  test('lists every parameter', () => {
    const parameters = all<keyof DockerParameters>({
      args: true,
      command: true,
      connections: true,
      docker: true,
      env: true,
      host_config: true,
      jinja: true,
      timeout: true,
      vars: true,
    });
    expect(listed).toEqual(expect.arrayContaining([...parameters]));
    expect(dockerParameters.decode({})).toMatchObject({ _tag: 'Right' });
  });
});

describe('docs/hosts.md', () => {
  test('lists every option of the engine adapter', () => {
    const options = all<keyof DockerEngineOptions>({
      environment: true,
      homeDirectory: true,
      logger: true,
      tls: true,
      reconnectWindowMs: true,
      engineLogBytes: true,
    });
    expect(listed).toEqual(expect.arrayContaining([...options]));
  });

  const listed = listedIn('docs/hosts.md');

  test('lists every port and option of the docker job type', () => {
    const names = [
      ...all<keyof DockerJobTypeDeps>({
        connections: true,
        state: true,
        objects: true,
        secrets: true,
        containers: true,
        renderer: true,
        registryCredentials: true,
        connectors: true,
        managedSecrets: true,
        databaseCredentials: true,
        roleCredentials: true,
      }),
      ...all<keyof DockerJobTypeOptions>({
        unqualifiedImages: true,
        pullPolicy: true,
        pullRetryMs: true,
        stopGraceMs: true,
        settleMs: true,
        storeAttempts: true,
        forwardEnvironment: true,
        spoolDirectory: true,
      }),
    ];
    expect(listed).toEqual(expect.arrayContaining(names));
  });

  test('lists every option and every outcome of runJob', () => {
    const options = all<keyof RunJobOptions>({
      temporaryRoot: true,
      state: true,
      renderer: true,
      clock: true,
      host: true,
      logger: true,
      environment: true,
      newId: true,
      events: true,
      actions: true,
      signal: true,
      killSignal: true,
      worker: true,
      dispatch: true,
      devMode: true,
      devOutput: true,
    });
    const outcomes = all<JobRun['status']>({ complete: true, failed: true, skipped: true, rejected: true });
    expect(listed).toEqual(expect.arrayContaining([...options, ...outcomes]));
  });

  test('lists every kind of event', () => {
    const kinds = all<JobEvent['kind']>({
      starting: true,
      skipped: true,
      rejected: true,
      logging: true,
      running: true,
      retrying: true,
      failed: true,
      complete: true,
      action_failed: true,
      'phase-started': true,
      'phase-ended': true,
      'pull-progress': true,
      output: true,
    });
    expect(listed).toEqual(expect.arrayContaining([...kinds]));
  });
});

test('docs/aws.md lists every option of the adapters', () => {
  const options = [
    ...all<keyof ConnectAwsOptions>({
      credentials: true,
      region: true,
      endpoint: true,
      maxAttempts: true,
      connectTimeoutMs: true,
      idleTimeoutMs: true,
      clients: true,
      clock: true,
      parameterCache: true,
      objects: true,
    }),
    ...all<keyof S3ObjectStoreOptions>({
      partBytes: true,
      parallelParts: true,
      attempts: true,
      undoMs: true,
    }),
  ];
  expect(listedIn('docs/aws.md')).toEqual(expect.arrayContaining(options));
});

test('docs/errors.md lists every error of a job', () => {
  const tags = all<JobError['_tag']>({
    BadJobError: true,
    BadRealmError: true,
    UnknownJobTypeError: true,
    TemporaryDirectoryError: true,
    StateImportError: true,
    RenderError: true,
    InputError: true,
    ConnectionError: true,
    ImagePullError: true,
    StartError: true,
    ExitStatusError: true,
    OutputNotStoredError: true,
    RunLostError: true,
    JobAbortedError: true,
    UnexpectedError: true,
  });
  const named = namesIn(textOf('docs/errors.md'));
  expect(named).toEqual(expect.arrayContaining([...tags]));
});

test('docs/write-a-job-type.md lists every member of a job type', () => {
  const members = all<keyof JobType>({
    type: true,
    apiVersion: true,
    parameters: true,
    check: true,
    run: true,
  });
  expect(listedIn('docs/write-a-job-type.md')).toEqual(expect.arrayContaining([...members]));
});

/** What the test kit exports under names of a kind. */
const ofTheKit = (kind: RegExp): readonly string[] => Object.keys(kit).filter((name) => kind.test(name));

/** Those of some names that none of the documents has in code marks. */
const missingIn = (files: readonly string[], names: readonly string[]): readonly string[] => {
  const text = files.map(textOf).join('\n');
  return names.filter((name) => !text.includes(`\`${name}\``));
};

test('the guides name every contract suite', () => {
  const suites = ofTheKit(/^describe\w+Contract$/);
  expect(suites).toHaveLength(15);
  expect(missingIn(['docs/write-an-adapter.md', 'docs/test-with-the-kit.md'], suites)).toEqual([]);
});

test('docs/test-with-the-kit.md names everything that makes a fake, or what else a test is given', () => {
  const makers = ofTheKit(/^make(?:InMemory|Fake|Test|CapturingLogger)/);
  expect(makers).toHaveLength(18);
  expect(missingIn(['docs/test-with-the-kit.md'], makers)).toEqual([]);
});

test('docs/extending.md leads to every guide for those who extend it', () => {
  const index = textOf('docs/extending.md');
  const guides = documents.filter((file) => /^docs\/(?:write|test)-/.test(file));
  expect(guides).toHaveLength(4);
  for (const file of guides) expect(index).toContain(`](${file.slice('docs/'.length)})`);
});

test('README.md lists every exit code', () => {
  expect(firstCells('README.md')).toEqual(expect.arrayContaining(Object.values(exitCodes).map(String)));
});
