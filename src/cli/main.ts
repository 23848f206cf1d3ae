#!/usr/bin/env node
import { homedir } from 'node:os';

import { runCommandLine } from './command-line.js';
import { processTerminal } from './terminal.js';

void runCommandLine(process.argv.slice(2), processTerminal(homedir())).then((exitCode) => {
  // Set, not exit(): output that is still on its way to a pipe must arrive.
  process.exitCode = exitCode;
});
