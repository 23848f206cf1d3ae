import { quote } from '../shell/quote.js';
import { connectorScript } from '../shell/script.js';

/** What the script of an Oracle client is made from. */
export interface OracleClient {
  readonly connectionId: string;
  /** The connection's own directory. */
  readonly directory: string;
  readonly edition: string | undefined;
}

/**
 * SQL*Plus without a logon among its arguments asks for one on stdin, in silent mode without a word. So it gets there
 * the logon, then the caller's own stdin, and no argument holds a secret. A script among the arguments would be asked
 * for the logon instead; it becomes a command on stdin.
 */
export const oracleScript = ({ connectionId, directory, edition }: OracleClient): string =>
  connectorScript(
    { connectionId, directory, executable: 'sqlplus', programs: ['sqlplus', 'cat'] },
    ...(edition === undefined ? [] : [`ORA_EDITION=${quote(edition)}`, 'export ORA_EDITION']),
    ...sortArguments,
    '{',
    `  cat ${quote(`${directory}/logon`)}`,
    `  printf '%s\\n' "$role"`,
    `  [ -z "$start" ] || printf '%s\\n' "$start"`,
    '  exec cat',
    '} | sqlplus -NOLOGINTIME -L -S "$@"',
  );

/** `AS SYSDBA` belongs to the logon, `@file` and what follows are the command, anything else are options. */
const sortArguments = [
  'role= start=',
  'case ${1-} in [Aa][Ss]) role=" AS ${2-}"; shift; [ $# = 0 ] || shift ;; esac',
  'for word do',
  '  shift',
  '  bare=${word#@}',
  // A word with anything else in it is one word only between quotes.
  '  case $bare in',
  `    *[!A-Za-z0-9_./:+,=-]* | '') case $bare in *\\"*) bare="'$bare'" ;; *) bare="\\"$bare\\"" ;; esac ;;`,
  '  esac',
  '  case $start,$word in',
  '    ,@*) start="@$bare" ;;',
  '    ,*) set -- "$@" "$word" ;;',
  `    *,@*) start="$start \\"$word\\"" ;;`,
  '    *) start="$start $bare" ;;',
  '  esac',
  'done',
];
