import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

import { type Decoder, refine } from '../job/decode/decoder.js';
import { text } from '../job/decode/scalars.js';
import { type ProgramParameters, programParameters } from '../job/program/program-parameters.js';
import { splitWords } from '../job/program/split-words.js';
import { connectionLabels } from './connection-labels.js';
import type { HostConfig } from './host-config/checked.js';
import { hostConfig } from './host-config/host-config.js';

/** A command line, split into words. Blanks only is no command. */
const commandLine: Decoder<readonly string[]> = refine(text, 'a command line', (line) => {
  const words = splitWords(line);
  return E.isLeft(words) ? E.left(`Bad command or args: ${words.left}`) : words;
});

/**
 * The parameters of a docker job, by the names of the documentation. A command is split into words; `timeout` is in
 * milliseconds; null counts as absent.
 * @public
 */
export const dockerParameters: t.Decoder<unknown, DockerParameters> = programParameters({
  optional: {
    command: commandLine,
    connections: connectionLabels,
    docker: text,
    host_config: hostConfig,
  },
});

/** What {@link dockerParameters} decodes to. A member that the job does not have is missing. @public */
export interface DockerParameters extends ProgramParameters {
  /** The words of the command line. */
  readonly command?: readonly string[];
  /** Connection ids by label. */
  readonly connections?: Readonly<Record<string, string>>;
  /** The docker connection. */
  readonly docker?: string;
  /** The container's host configuration, checked. */
  readonly host_config?: HostConfig;
}
