import { exitCodes } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** Says what is wrong with the input. */
export const complain = ({ stderr }: Terminal, message: string): number => {
  stderr.write(`${message}\n`);
  return exitCodes.badInput;
};
