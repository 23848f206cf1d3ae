import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import { Secret } from '../../job/secret.js';
import type { ConnectionFailure } from '../connection-failure.js';
import { connectionRecord } from '../connection-record.js';
import type { ConnectorContext, ConnectorFile } from '../connector.js';
import { defineConnector } from '../define-connector.js';
import { readSecret } from '../read-secret.js';
import { quote } from '../shell/quote.js';
import { connectorScript } from '../shell/script.js';
import { type Attribute, attributes } from './generic-attributes.js';

const executable = 'get-attr-value';

/** `generic`: named values, each in a file of its own, and a program that prints one of them. */
export const genericConnector = defineConnector({
  types: ['generic'],
  record: connectionRecord('refuse', { attributes }, {}),
  describe: ({ connectionId, record }, context) =>
    pipe(
      record.attributes,
      TE.traverseSeqArray((attribute) => valueFile(connectionId, attribute, context)),
      TE.map((values) => ({
        files: [
          ...values,
          { path: executable, mode: 0o700, content: printer(connectionId, record, context) },
        ],
        executable,
        programs: ['cat'],
      })),
    ),
});

/** Every value is kept like a secret: nobody says which of them are. */
const valueFile = (
  connectionId: string,
  { name, value }: Attribute,
  { sources, signal }: ConnectorContext,
): TE.TaskEither<ConnectionFailure, ConnectorFile> =>
  pipe(
    value._tag === 'local'
      ? TE.right(new Secret(value.text))
      : readSecret(sources.secrets, { signal })({
          connectionId,
          field: `attributes.${name}`,
          name: value.parameter,
        }),
    TE.map((content) => ({ path: `values/${name}`, mode: 0o600, content })),
  );

/** Only known names are files, so that no argument leads anywhere else. */
const printer = (
  connectionId: string,
  record: { readonly attributes: readonly Attribute[] },
  { directory }: ConnectorContext,
): string =>
  connectorScript(
    { connectionId, directory, executable, programs: ['cat'] },
    '[ $# -eq 1 ] || { printf \'Usage: %s attribute\\n\' "${0##*/}" >&2; exit 1; }',
    'case $1 in',
    ...record.attributes.map(({ name }) => `  ${name}) exec cat ${quote(`${directory}/values/${name}`)} ;;`),
    'esac',
    'printf \'%s: No such parameter\\n\' "$1" >&2',
    'exit 1',
  );
