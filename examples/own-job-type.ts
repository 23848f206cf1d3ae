/** A job type of one's own, made from an object whose `run` gives a Promise. */
// #region define
import { Readable } from 'node:stream';

import * as t from 'io-ts';
import {
  defineJobType,
  type FailureData,
  jobError,
  jobParameters,
  type JobResult,
  type JobType,
  type JobTypeRegistry,
  makeJobTypeRegistry,
  type ObjectStore,
  parseS3Location,
  toPromise,
} from 'lava-docker-job';
import * as E from 'fp-ts/lib/Either.js';

const parameters = jobParameters({ optional: { atLeast: t.number } });

/** `word-count`: counts the words of the payload, stores the count, fails when there are fewer than `atLeast`. */
export const makeWordCount = ({ objects }: { readonly objects: ObjectStore }): JobType =>
  defineJobType({
    type: 'word-count',
    parameters,
    run: async (job, context): Promise<JobResult> => {
      const words = String(job.payload).split(/\s+/).filter(Boolean).length;
      const output = await storeText(objects, `${context.s3Temp}/count`, `${words}\n`, context.signal);
      const { atLeast = 0 } = job.parameters;
      if (words < atLeast) throw tooFew(words, atLeast, output);
      return { exit_status: 0, output, details: { words } };
    },
  });
// #endregion define

// #region store
const storeText = async (
  objects: ObjectStore,
  address: string,
  text: string,
  signal: AbortSignal,
): Promise<string> => {
  const location = parseS3Location(address);
  if (E.isLeft(location)) throw new Error(location.left);
  const bytes = Buffer.from(text, 'utf8');
  const body = { size: bytes.length, open: () => Readable.from([bytes], { objectMode: false }) };
  // A rejection with an error of a port becomes an UnexpectedError, with the port's error as its cause; one with Aborted
  // becomes a JobAbortedError.
  await toPromise(objects.put(location.right, body, { signal, contentType: 'text/plain; charset=utf-8' }));
  return address;
};
// #endregion store

// #region fail
const tooFew = (words: number, atLeast: number, output: string): Error => {
  const data: FailureData = { exit_status: 1, outcome: 'too-few', output };
  return jobError('ExitStatusError', {
    code: 'word-count.too-few',
    message: `Found ${words} words, not ${atLeast}`,
    details: { words },
    data,
  });
};
// #endregion fail

// #region register
/** The job types of a worker. What is not in the list does not exist. */
export const makeJobTypes = (docker: JobType, objects: ObjectStore): JobTypeRegistry =>
  makeJobTypeRegistry([docker, makeWordCount({ objects })]);
// #endregion register
