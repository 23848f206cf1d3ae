import * as E from 'fp-ts/lib/Either.js';

import { configItem } from '../job/config.js';
import type { Decoder } from '../job/decode/decoder.js';
import { problemsOf } from '../job/decode/problems.js';
import { positiveDuration } from '../job/duration.js';
import type { JobContext } from '../job/job-context.js';
import type { BadJobError } from '../job/job-error.js';
import type { Job } from '../job/job.js';
import { badJob } from '../job/make-job-error.js';
import type { Problem } from '../job/problem.js';
import type { ImageName } from '../ports/container-engine.js';
import type { HostConfig } from './host-config/checked.js';
import { imageReference } from './image-reference.js';
import { dockerParameters } from './parameters.js';

/** A docker job that has been checked: everything that can be known before anything is contacted. */
export interface DockerJob {
  /** As the payload names it; its registry may still have to be put before it. */
  readonly image: ImageName;
  /** Words of the command, then the arguments, not yet rendered. Absent: the image's own command. */
  readonly command: readonly string[] | undefined;
  /** How many of the words come from `command`. */
  readonly commandWords: number;
  /** The job's own variables, not yet rendered. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether command, arguments and environment are templates. */
  readonly jinja: boolean;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly hostConfig: HostConfig;
  readonly timeoutMs: number;
  /** The docker connection. */
  readonly connectionId: string;
  /** Connection ids by label. */
  readonly connections: Readonly<Record<string, string>>;
}

/** lava's default for the run time of a container, its configuration item `DOCKER_TIMEOUT`. */
const defaultTimeout = '10m';

/** The order in which lava looks at a job; it decides which problem comes first in the message. */
const evaluationOrder = [
  /^parameters$/,
  /^payload/,
  /^(?:parameters\.timeout|config\.DOCKER_TIMEOUT)/,
  /^parameters\.host_config/,
  /^parameters\.vars/,
  /^parameters\.(?:command|args)/,
  /^parameters\.env/,
  /^parameters\.connections/,
  /^parameters\.docker/,
];

/** Checks a job against the documentation of the docker job type. Every problem is reported at once. */
export const decodeDockerJob = (job: Job, context: JobContext): E.Either<BadJobError, DockerJob> => {
  const parameters = dockerParameters.decode(job.parameters);
  const image = imageReference.decode(job.payload);
  const fallbackTimeout = positiveDuration.decode(
    configItem('DOCKER_TIMEOUT', { environment: context.environment, realm: context.realm }) ??
      defaultTimeout,
  );
  const connectionId = dockerConnectionId(job, context);
  if (E.isRight(parameters) && E.isRight(image) && E.isRight(fallbackTimeout) && connectionId !== undefined) {
    const {
      command = [],
      args = [],
      env = {},
      vars = {},
      host_config = {},
      connections = {},
    } = parameters.right;
    return E.right({
      image: image.right,
      // Arguments need a command to be arguments of.
      command: command.length === 0 ? undefined : [...command, ...args],
      commandWords: command.length,
      environment: env,
      jinja: parameters.right.jinja ?? true,
      vars,
      hostConfig: host_config,
      timeoutMs: parameters.right.timeout ?? fallbackTimeout.right,
      connectionId,
      connections,
    });
  }
  return E.left(
    badJob(
      inEvaluationOrder([
        ...problems('parameters', parameters),
        ...problems('payload', image),
        ...problems('config.DOCKER_TIMEOUT', fallbackTimeout),
        ...(connectionId === undefined ? [noConnection] : []),
      ]),
    ),
  );
};

/** The job's docker connection, else the realm's. An empty id is none. */
const dockerConnectionId = (job: Job, { realm }: JobContext): string | undefined => {
  // A host may check a record that nobody has looked at before.
  const parameters = job.parameters as Job['parameters'] | null | undefined;
  return [parameters?.['docker'], realm.docker].find((id) => typeof id === 'string' && id !== '') as
    string | undefined;
};

const noConnection: Problem = {
  path: 'parameters.docker',
  message: 'docker connection ID must be specified at the job or realm level.',
  found: 'nothing',
  allowed: 'the conn_id of a docker connection',
};

const problems = (under: string, decoded: ReturnType<Decoder<unknown>['decode']>): readonly Problem[] =>
  E.isLeft(decoded) ? problemsOf(decoded.left, { under, values: 'show', hidden: /^parameters\.env/ }) : [];

const inEvaluationOrder = (found: readonly Problem[]): readonly Problem[] => {
  const rank = ({ path }: Problem): number => {
    const index = evaluationOrder.findIndex((pattern) => pattern.test(path));
    return index === -1 ? evaluationOrder.length : index;
  };
  return [...found].sort((one, other) => rank(one) - rank(other));
};
