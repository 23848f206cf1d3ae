import { exitCodes } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** Why a command cannot do its work. */
export interface Complaint {
  readonly message: string;
  readonly exitCode: number;
}

/** The input is not acceptable. */
export const badInput = (message: string): Complaint => ({ message, exitCode: exitCodes.badInput });

/** The input may be acceptable, but what it names cannot be read. */
export const unreadable = (message: string): Complaint => ({ message, exitCode: exitCodes.failed });

/** Says what is wrong. */
export const complain = ({ stderr }: Terminal, { message, exitCode }: Complaint): number => {
  stderr.write(`${message}\n`);
  return exitCode;
};
