import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

import type { DecodedBy } from '../../job/decode/decoder.js';
import { badConnection } from '../connection-failure.js';
import { connectionRecord } from '../connection-record.js';
import type { ConnectorContext } from '../connector.js';
import { defineConnector } from '../define-connector.js';
import { quote } from '../shell/quote.js';
import { command, connectorScript, requireProgram } from '../shell/script.js';
import { emailFields } from './email.js';

const sesRecord = connectionRecord('refuse', {}, emailFields);
type SesRecord = DecodedBy<typeof sesRecord>;

/** `ses` (deprecated by lava in favour of `email`): sends mail with the AWS command line and the container's own access. */
export const sesConnector = defineConnector({
  types: ['ses'],
  record: sesRecord,
  describe: ({ connectionId, record }, context) => {
    const from = record.from ?? configText(context, 'SES_FROM');
    if (from === undefined)
      return TE.left(
        badConnection(connectionId, 'bad-record', `Connection ${connectionId}: No "from" for SES found`),
      );
    const send = sendCommand(record, from, context);
    return TE.fromEither(
      E.right({
        files: [
          { path: 'ses', mode: 0o700 as const, content: sesScript(connectionId, send, context.directory) },
        ],
        executable: 'ses',
        programs: ['aws'],
      }),
    );
  },
});

const configText = ({ config }: ConnectorContext, key: string): string | undefined => {
  const value = config(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const sendCommand = (record: SesRecord, from: string, context: ConnectorContext): string => {
  const { region, return_path: returnPath, reply_to: replyTo, configuration_set: configured } = record;
  const configurationSet = configured ?? configText(context, 'SES_CONFIGURATION_SET');
  return command(
    ...['aws', '--region', region ?? configText(context, 'SES_REGION') ?? 'us-east-1'],
    ...['ses', 'send-email', '--from', from],
    ...(returnPath === undefined ? [] : ['--return-path', returnPath]),
    ...(replyTo === undefined || replyTo.length === 0 ? [] : ['--reply-to-addresses', ...replyTo]),
    ...(configurationSet === undefined ? [] : ['--configuration-set-name', configurationSet]),
  );
};

/** Without a body among the options, it is read from stdin into the connection's own directory. */
const sesScript = (connectionId: string, send: string, directory: string): string =>
  connectorScript(
    { connectionId, directory, executable: 'ses', programs: ['aws'] },
    'body=stdin',
    'for option; do',
    '  case $option in',
    '    --html | --text | --html=* | --text=*) body=option ;;',
    '    --subject | --to | --cc | --bcc | --subject=* | --to=* | --cc=* | --bcc=*) ;;',
    '    --*) printf \'Bad option: %s\\n\' "$option" >&2; exit 1 ;;',
    '  esac',
    'done',
    `[ $body = stdin ] || exec ${send} "$@"`,
    ...['mktemp', 'cat', 'rm'].map((program) => requireProgram(connectionId, program)),
    `message=$(mktemp ${quote(`${directory}/message.XXXXXX`)}) || exit`,
    `trap 'rm -f "$message"' EXIT`,
    `trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM`,
    'cat > "$message" || exit',
    // What the AWS command line takes the file for, whatever the container's locale.
    'AWS_CLI_FILE_ENCODING=UTF-8; export AWS_CLI_FILE_ENCODING',
    'IFS= read -r first < "$message" || :',
    'case $first in',
    "  '<'[Hh][Tt][Mm][Ll]*) kind=--html ;;",
    '  *) kind=--text ;;',
    'esac',
    `${send} "$@" "$kind" "file://$message"`,
  );
