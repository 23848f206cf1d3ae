import * as E from 'fp-ts/lib/Either.js';

import { createBody } from '../../src/adapters/docker-engine/create-body.js';
import { containerFields } from '../../src/docker/host-config/container-fields.js';
import { hostConfig } from '../../src/docker/host-config/host-config.js';
import { problemsOf } from '../../src/job/decode/problems.js';
import type { Json, JsonMap } from './pair.js';

/** The run for which the pairs were recorded. */
const baseline = {
  uid: 0,
  gid: 0,
  realm: 'r1',
  worker: 'core',
  runId: '11111111-2222-3333-4444-555555555555',
  temporaryDirectory: '<TMPDIR>',
};

/** Parts of the create body that `host_config` does not decide. */
const otherParts: readonly string[] = [
  ...['Image', 'Cmd', 'Env', 'Labels', 'Tty', 'OpenStdin', 'StdinOnce'],
  ...['AttachStdin', 'AttachStdout', 'AttachStderr'],
];
const otherHostConfig: readonly string[] = ['Mounts', 'LogConfig'];

const without = (map: JsonMap, names: readonly string[]): JsonMap =>
  Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)));

/** Our messages, or the parts of the create body that `host_config` decides. */
export const ourBody = (given: Json): E.Either<readonly string[], JsonMap> => {
  // A null is absent wherever it stands in a record.
  const decoded = hostConfig.decode(given ?? {});
  if (E.isLeft(decoded))
    return E.left(problemsOf(decoded.left, { values: 'show' }).map(({ message }) => message));
  const spec = {
    ...containerFields(decoded.right, baseline),
    ...{ name: 'x', imageId: 'x', environment: {}, labels: {}, mounts: [] },
  };
  const body = JSON.parse(JSON.stringify(createBody(spec, { Type: 'json-file', Config: {} }))) as JsonMap;
  const decided = without(body, otherParts);
  return E.right({ ...decided, HostConfig: without(decided['HostConfig'] as JsonMap, otherHostConfig) });
};
