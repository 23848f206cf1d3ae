import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

import { anyMap, listOf, record } from '../job/decode/containers.js';
import { type Decoder, decoder, mapMessages, refine } from '../job/decode/decoder.js';
import { booleanOrText, text } from '../job/decode/scalars.js';
import { positiveDuration } from '../job/duration.js';
import { pythonText } from '../job/python-text.js';
import { splitWords } from './command-words.js';
import { connectionLabels } from './connection-labels.js';
import { environmentVariables } from './environment-variables.js';
import type { HostConfig } from './host-config/checked.js';
import { hostConfig } from './host-config/host-config.js';

/** Any value as an argument: text stays as it is, other values get the text that Python gives them. */
const argument: Decoder<string> = decoder('text or a number', (value) => E.right(pythonText(value)));

/** A command line, split into words. Blanks only is no command. */
const commandLine: Decoder<readonly string[]> = refine(text, 'a command line', (line) => {
  const words = splitWords(line);
  return E.isLeft(words) ? E.left(`Bad command or args: ${words.left}`) : words;
});

const variables = mapMessages(anyMap, () => 'vars must be a map/dict');

const fields = record({
  required: {},
  optional: {
    args: listOf(argument),
    command: commandLine,
    connections: connectionLabels,
    docker: text,
    env: environmentVariables,
    host_config: hostConfig,
    jinja: booleanOrText,
    timeout: mapMessages(positiveDuration, (message) => `timeout: ${message}`),
    vars: variables,
  },
  otherKeys: 'refuse',
});

/** Messages that lava words without the heading for job parameters. */
const ownWording = /^(?:Bad [a-z_]+(?: [a-z_]+)*: |vars must be|connections parameter must be)/;

/**
 * The parameters of a docker job, by the names of the documentation. A command is split into words; `timeout` is in
 * milliseconds; null counts as absent.
 * @public
 */
export const dockerParameters: t.Decoder<unknown, DockerParameters> = mapMessages(fields, (message) =>
  ownWording.test(message) ? message : `Bad job parameters: ${message}`,
);

/** What {@link dockerParameters} decodes to. A member that the job does not have is missing. @public */
export interface DockerParameters {
  /** Arguments for the command, as text. */
  readonly args?: readonly string[];
  /** The words of the command line. */
  readonly command?: readonly string[];
  /** Connection ids by label. */
  readonly connections?: Readonly<Record<string, string>>;
  /** The docker connection. */
  readonly docker?: string;
  /** Variables for the container, as text. */
  readonly env?: Readonly<Record<string, string>>;
  /** The container's host configuration, checked. */
  readonly host_config?: HostConfig;
  /** Whether command, arguments and variables are templates. */
  readonly jinja?: boolean;
  /** Limit of the container's run time, in ms. */
  readonly timeout?: number;
  /** Variables for the templates. */
  readonly vars?: Readonly<Record<string, unknown>>;
}
