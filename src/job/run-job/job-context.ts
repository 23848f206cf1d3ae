import * as E from 'fp-ts/lib/Either.js';
import { Writable } from 'node:stream';

import { configItem } from '../config.js';
import { booleanOrText } from '../decode/scalars.js';
import type { JobContext } from '../job-context.js';
import type { Job } from '../job.js';
import type { Realm } from '../realm.js';
import { joinS3 } from '../s3-location.js';
import type { RunJobOptions } from './options.js';

/** The context of a run, but for its temporary directory, which is made later. */
export const jobContext = (job: Job, realm: Realm, options: RunJobOptions): JobContext => ({
  realm,
  temporaryDirectory: '',
  s3Temp: joinS3(realm.s3_temp, job.job_id, job.run_id),
  devMode: options.devMode ?? false,
  devOutput: options.devOutput ?? nowhere(),
  signal: options.signal ?? new AbortController().signal,
  ...(options.killSignal === undefined ? {} : { killSignal: options.killSignal }),
  clock: options.clock,
  logger: options.logger,
  events: options.events ?? (() => undefined),
  host: options.host,
  environment: options.environment,
  newId: options.newId,
  state: 'imported',
});

/** Output of dev mode that nobody has asked for. */
const nowhere = (): Writable =>
  new Writable({
    write: (_bytes, _encoding, done) => {
      done();
    },
  });

/** Whether results of failures carry a stack: lava's configuration item `DEBUG`. */
export const debugEnabled = ({ environment, realm }: JobContext): boolean => {
  const debug = booleanOrText.decode(configItem('DEBUG', { environment, realm }));
  return E.isRight(debug) && debug.right;
};
