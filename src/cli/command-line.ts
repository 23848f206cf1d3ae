import { Command, CommanderError, Option } from 'commander';

import { exitCodes } from './exit-code.js';
import { renderCommand } from './render-command.js';
import { runCommand, type RunCommandOptions } from './run-command.js';
import type { Terminal } from './terminal.js';
import { validateCommand } from './validate-command.js';
import type { CommonOptions } from './worker.js';

/**
 * Runs a command line.
 * @param args - without the program's name
 * @returns the exit code
 */
export const runCommandLine = async (args: readonly string[], terminal: Terminal): Promise<number> => {
  let exitCode: number = exitCodes.done;
  const program = makeProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (cause) {
    // commander has printed the help or the error by now; help is no failure.
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitCodes.done : exitCodes.badInput;
    terminal.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    return exitCodes.failed;
  }
};

const makeProgram = (terminal: Terminal, finish: (exitCode: number) => void): Command => {
  const program = new Command('lava-docker-job')
    .description("Run job specs of lava's docker job type from a shell.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .addHelpText('after', exitCodeHelp);
  withCommonOptions(program.command('run'))
    .description('Run one job and wait for its end.')
    .argument('<job>', jobArgument)
    .option('--dev', 'dev mode: show the log at the end instead of storing it', false)
    .option('--json', 'print what became of the job as JSON, and nothing else, on standard output', false)
    .action(async (job: string, options: RunCommandOptions) => {
      finish(await runCommand(job, options, terminal));
    });
  withCommonOptions(program.command('validate'))
    .description(
      'Check jobs against their realm and the documentation. No engine and no registry is contacted.',
    )
    .argument('<job...>', jobArgument)
    .action(async (jobs: readonly string[], options: CommonOptions) => {
      finish(await validateCommand(jobs, options, terminal));
    });
  withCommonOptions(program.command('render'))
    .description('Print what a job would give to its container, rendered, without running it.')
    .argument('<job>', jobArgument)
    .action(async (job: string, options: CommonOptions) => {
      finish(await renderCommand(job, options, terminal));
    });
  return program;
};

const jobArgument = 'JSON file with the job spec, - for standard input; with --aws the id of the job';

const withCommonOptions = (command: Command): Command =>
  command
    .option('-f, --folder <folder>', 'folder with realm, connections, state and secrets', 'lava')
    .addOption(
      new Option('--aws', 'realm, job, connections, state, secrets and logs are on AWS').conflicts('folder'),
    )
    .option('--realm <realm>', 'with --aws: the name of the realm')
    .option('--region <region>', 'with --aws: the region, if not the one that the AWS SDK finds')
    .option('--endpoint-url <url>', 'with --aws: a server to be used in the place of AWS')
    .option('-v, --verbose', 'show the log of the library', false);

const exitCodeHelp = `
Exit codes:
  ${exitCodes.done}    the job succeeded, or is not enabled
  ${exitCodes.failed}    the job failed, or could not be run
  ${exitCodes.badInput}    the command line, the job or the realm is not acceptable; nothing was run
  ${exitCodes.aborted}  the run was stopped by a signal; its container was stopped and removed
`;
