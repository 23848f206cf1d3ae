// #region define
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  defineJobType,
  type JobType,
  type ObjectStore,
  programParameters,
  type ProgramParameters,
  renderProgram,
  type StateLookup,
  type TemplateRenderer,
  withCurrentState,
} from 'lava-docker-job';

import { commandOf } from './command.js';
import { runAndStore } from './run-and-store.js';

/** What the job type touches the world through, besides the processes of its host. */
export interface CmdDeps {
  /** Where stdout and stderr go. */
  readonly objects: ObjectStore;
  /** Renders the words of the command and the variables. */
  readonly renderer: TemplateRenderer;
  /** Where state items are found. */
  readonly state: StateLookup;
}

/** How the job type behaves. Every member has a default. */
export interface CmdOptions {
  /** Time in ms, after an abort, to store what the command has written. Default 60,000. */
  readonly settleMs?: number;
  /** How often storing is tried. Default 3. */
  readonly storeAttempts?: number;
  /** For output that is too long for memory or could not be stored. Default: that of lava-docker-job. */
  readonly spoolDirectory?: string;
}

/** Makes lava's `cmd` job type: it runs one command on the host, stores its output and reports its exit status. */
export const makeCmdJobType = (deps: CmdDeps, options: CmdOptions = {}): JobType<ProgramParameters> =>
  defineJobType({
    type: 'cmd',
    // args, env, jinja, timeout and vars, in lava's grammar and with lava's messages.
    parameters: programParameters(),
    // Before anything is made or contacted, so that a bad payload does not cost a directory.
    check: commandOf,
    run: (job, context, given) =>
      pipe(
        TE.fromEither(commandOf(job, context)),
        TE.bindTo('command'),
        // Templates see the job as it was given, with its current state.
        TE.bind('current', () => withCurrentState(deps.state, given, context)),
        TE.bind('program', ({ command, current }) =>
          renderProgram(deps.renderer, current, context, command.templates),
        ),
        TE.chain(({ command, program }) =>
          runAndStore({ job, context, deps, options, program, timeoutMs: command.timeoutMs }),
        ),
      ),
  });
// #endregion define
