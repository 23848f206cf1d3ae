import * as E from 'fp-ts/lib/Either.js';
import {
  badJob,
  configItem,
  type Job,
  type JobContext,
  type JobError,
  positiveDuration,
  type Problem,
  type ProgramParameters,
  type ProgramTemplates,
  splitWords,
} from 'lava-docker-job';

/** A command that has been checked and not yet rendered. */
export interface Command {
  readonly templates: ProgramTemplates;
  readonly timeoutMs: number;
}

/** lava's default, its configuration item `CMD_TIMEOUT`. */
const defaultTimeout = '10m';

/** Checks the payload and the configuration of a job. Nothing is contacted. */
export const commandOf = (
  { payload, parameters }: Job<ProgramParameters>,
  context: JobContext,
): E.Either<JobError, Command> => {
  const { args = [], env = {}, jinja = true, vars = {} } = parameters;
  const words = payloadWords(payload);
  const fallback = positiveDuration.decode(configItem('CMD_TIMEOUT', context) ?? defaultTimeout);
  if (E.isLeft(words)) return E.left(badJob([badPayload(payload, words.left)]));
  if (E.isLeft(fallback)) return E.left(badJob([badTimeout]));
  return E.right({
    templates: {
      words: [
        ...words.right.map((text) => ({ field: 'payload', text })),
        ...args.map((text, index) => ({ field: `parameters.args[${index}]`, text })),
      ],
      environment: env,
      jinja,
      vars,
      heading: 'Bad payload',
    },
    timeoutMs: parameters.timeout ?? fallback.right,
  });
};

const payloadWords = (payload: unknown): E.Either<string, readonly string[]> => {
  if (typeof payload !== 'string' || payload.trim() === '') return E.left('payload required');
  const words = splitWords(payload);
  return E.isLeft(words) ? E.left(`Bad payload: ${words.left}`) : words;
};

const badPayload = (payload: unknown, message: string): Problem => ({
  path: 'payload',
  message,
  found: typeof payload === 'string' ? JSON.stringify(payload) : typeof payload,
  allowed: 'a command line',
});

const badTimeout: Problem = {
  path: 'config.CMD_TIMEOUT',
  message: 'Bad configuration: CMD_TIMEOUT is no duration above zero',
  found: 'another value',
  allowed: 'a number of seconds above zero, or text such as 10m',
};
