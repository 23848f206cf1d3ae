import path from 'node:path';

import { connectionFolder } from '../connection-folder.js';
import { quote } from './quote.js';

/** Which script is made. @public */
export interface ConnectorScript {
  readonly connectionId: string;
  /** The connection's own directory. */
  readonly directory: string;
  /** The script's path below it. */
  readonly executable: string;
  /** Programs that the image must have, besides `sh`. */
  readonly programs: readonly string[];
}

/**
 * Makes the script of a connection for POSIX sh: busybox, dash and bash run it alike. It begins with what all of them need:
 * programs are looked for outside of the folders of connections, wherever PATH leads, so that no connection calls itself
 * or another one; and where the image lacks a program, the script ends with exit status 127 and a message on stderr that names
 * the program and the connection.
 * @param lines - what the script does then; each is a line, or several
 * @public
 */
export const connectorScript = (of: ConnectorScript, ...lines: readonly string[]): string =>
  [
    '#!/bin/sh',
    leaveFoldersOut(of),
    ...of.programs.map((program) => requireProgram(of.connectionId, program)),
    ...lines,
    '',
  ].join('\n');

/** A line that ends a script where the image lacks a program. */
export const requireProgram = (connectionId: string, program: string): string =>
  `command -v ${quote(program)} >/dev/null 2>&1 || ${missing(
    `Connection ${connectionId}: the image has no ${program}, which this connection needs`,
  )}`;

/** Ends a script with a message of what the image lacks. */
export const missing = (message: string): string => `{ printf '%s\\n' ${quote(message)} >&2; exit 127; }`;

/** A command whose words are values: each arrives as one argument. */
export const command = (...words: readonly string[]): string => words.map(quote).join(' ');

/**
 * Executables are named after their clients, so that a job may put their folders into PATH, or a link to one into a
 * folder that is there.
 */
const leaveFoldersOut = ({ directory, executable }: ConnectorScript): string => {
  const folders = connectionFolder(path.posix.dirname(directory), '');
  const own = path.posix.join(directory, executable);
  return [
    'lava_rest=$PATH: lava_path=',
    'while [ -n "$lava_rest" ]; do',
    '  lava_folder=${lava_rest%%:*} lava_rest=${lava_rest#*:}',
    `  case $lava_folder in ${quote(folders)}*) continue ;; esac`,
    `  [ "\${lava_folder:-.}"/${quote(path.posix.basename(executable))} -ef ${quote(own)} ] 2>/dev/null || lava_path=$lava_path:$lava_folder`,
    'done',
    'PATH=${lava_path#:}',
  ].join('\n');
};
