import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { RenderedJob } from '../docker/rendered-job.js';
import { jsonText } from '../job/json-text.js';
import { badInput, complain } from './complain.js';
import { exitCodes } from './exit-code.js';
import { planJob } from './plan-job.js';
import type { Terminal } from './terminal.js';
import { forDocker } from './validate-command.js';
import { type CommonOptions, withWorker, type Worker } from './worker.js';

/** Prints, as JSON, what a job would give to its container. State is looked up; nothing is run. */
export const renderCommand = (jobName: string, options: CommonOptions, terminal: Terminal): Promise<number> =>
  withWorker(options, terminal, (worker) => render(jobName, worker, terminal));

const render = async (jobName: string, worker: Worker, terminal: Terminal): Promise<number> => {
  const spec = await worker.readJob(jobName);
  if (E.isLeft(spec)) return complain(terminal, spec.left);
  const rendered = await pipe(
    TE.fromEither(planJob(spec.right, worker)),
    TE.chainFirstEitherK(({ job }) => forDocker(job)),
    TE.chain(({ job, context }) => worker.docker.render(job, context)),
  )();
  if (E.isLeft(rendered)) return complain(terminal, badInput(rendered.left.message));
  terminal.stdout.write(
    `${JSON.stringify(JSON.parse(jsonText(withoutSecrets(rendered.right))), undefined, 2)}\n`,
  );
  return exitCodes.done;
};

/** Passwords inside URLs, and the values of variables whose names say that they are secret, are not printed. */
const withoutSecrets = (rendered: RenderedJob): RenderedJob => ({
  ...rendered,
  container: {
    ...rendered.container,
    environment: Object.fromEntries(
      Object.entries(rendered.container.environment).map(([name, value]) => [
        name,
        secretName.test(name) ? '[redacted]' : value.replace(urlPassword, '$1[redacted]@'),
      ]),
    ),
  },
});

const secretName = /PASS(?:WORD|WD|PHRASE)?$|SECRET|TOKEN|PRIVATE_?KEY|ACCESS_KEY|API_?KEY|CREDENTIAL/i;
const urlPassword = /(\/\/[^/\s:@]*:)[^/\s@]+@/g;
