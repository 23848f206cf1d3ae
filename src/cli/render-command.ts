import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { RenderedJob } from '../docker/rendered-job.js';
import { jsonText } from '../job/json-text.js';
import { complain } from './complain.js';
import { exitCodes } from './exit-code.js';
import { planJob } from './plan-job.js';
import { readJobFile } from './read-job-file.js';
import type { Terminal } from './terminal.js';
import { forDocker } from './validate-command.js';
import { type CommonOptions, makeLocalWorker } from './wiring.js';

/** Prints, as JSON, what a job would give to its container. State is looked up in the folder; nothing is run. */
export const renderCommand = async (
  jobFile: string,
  options: CommonOptions,
  terminal: Terminal,
): Promise<number> => {
  const spec = await readJobFile(jobFile, terminal);
  if (E.isLeft(spec)) return complain(terminal, spec.left);
  const worker = await makeLocalWorker(options, terminal);
  if (E.isLeft(worker)) return complain(terminal, worker.left);
  const rendered = await pipe(
    TE.fromEither(planJob(spec.right, worker.right)),
    TE.chainFirstEitherK(({ job }) => forDocker(job)),
    TE.chain(({ job, context }) => worker.right.docker.render(job, context)),
  )();
  if (E.isLeft(rendered)) return complain(terminal, rendered.left.message);
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
