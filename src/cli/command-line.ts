import { Command, CommanderError } from 'commander';

import { exitCodes } from './exit-code.js';
import { runCommand, type RunCommandOptions } from './run-command.js';
import type { Terminal } from './terminal.js';

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
    });
  program
    .command('run')
    .description('Run one job and wait for its end.')
    .argument('<job>', 'JSON file with the job spec, - for standard input')
    .option('-f, --folder <folder>', 'folder with realm, connections, state and secrets', 'lava')
    .option('--dev', 'dev mode: show the log at the end instead of storing it', false)
    .option('--json', 'print what became of the job as JSON, and nothing else, on standard output', false)
    .option('-v, --verbose', 'show the log of the library', false)
    .addHelpText('after', exitCodeHelp)
    .action(async (job: string, options: RunCommandOptions) => {
      finish(await runCommand(job, options, terminal));
    });
  return program;
};

const exitCodeHelp = `
Exit codes:
  ${exitCodes.done}    the job succeeded, or is not enabled
  ${exitCodes.failed}    the job failed, or could not be run
  ${exitCodes.badInput}    the command line, the job or the realm is not acceptable; nothing was contacted
  ${exitCodes.aborted}  the run was stopped by a signal; its container was stopped and removed
`;
