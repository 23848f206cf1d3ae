/**
 * A program: the command line, which then says on the last line of stdout which packages of the AWS SDK it has loaded.
 * `run-command-line.ts ARGUMENTS…`
 */
import Module from 'node:module';
import { homedir } from 'node:os';

import { runCommandLine } from '../../src/cli/command-line.js';
import { processTerminal } from '../../src/cli/terminal.js';

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal(homedir()));

/** The SDK is CommonJS; Node lists what it has loaded of that in a member that its types do not have. */
const { _cache: files } = Module as unknown as { readonly _cache: Readonly<Record<string, unknown>> };
const packages = Object.keys(files).flatMap((file) => /@aws-sdk\/(client-[\w-]+)\//.exec(file)?.[1] ?? []);
console.log(JSON.stringify([...new Set(packages)].sort()));
