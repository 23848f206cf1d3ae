import { quote } from '../shell/quote.js';
import { command, connectorScript, missing } from '../shell/script.js';
import { jsonTextProgram } from './slack-json.js';

/** What a connection sets, and a caller may change by options. */
export interface SlackSettings {
  readonly from?: string;
  readonly style?: string;
  readonly colour?: string;
  readonly preamble?: string;
}

/** Limits of Slack, in characters; what is longer is cut, as lava does. */
const longestBody = 3000;
const longestSubject = 250;

/** The options of lava's own `lava-slack`, without Python. */
export const slackScript = (connectionId: string, directory: string, settings: SlackSettings): string =>
  connectorScript(
    { connectionId, directory, executable: 'lava-slack', programs: ['awk', 'tr', 'mktemp', 'rm'] },
    `fail() { printf '%s: %s\\n' lava-slack "$2" >&2; exit "$1"; }`,
    `from=${quote(settings.from ?? '')} preamble=${quote(settings.preamble ?? '')}`,
    `colour=${quote(settings.colour ?? '')} style=${quote(settings.style ?? 'block')}`,
    readOptions,
    `json() { tr -d '\\000' | LC_ALL=C awk -v most="$1" ${quote(jsonTextProgram)}; }`,
    `body=$(json ${longestBody}) || fail 1 'The message is empty'`,
    `subject=$(printf '%s' "$subject" | tr '\\n' ' ' | json ${longestSubject}) || subject=`,
    `from=$(printf '%s' "$from" | json ${longestSubject}) || from=`,
    `preamble=$(printf '%s' "$preamble" | json ${longestBody}) || preamble=`,
    `colour=$(printf '%s' "$colour" | json ${longestSubject}) || colour=`,
    makeMessage,
    `work=$(mktemp -d ${quote(`${directory}/message.XXXXXX`)}) || exit`,
    `trap 'rm -rf "$work"' EXIT`,
    `trap 'exit 129' HUP; trap 'exit 130' INT; trap 'exit 143' TERM`,
    'printf \'%s\' "$message" > "$work/message" || exit',
    sendMessage(connectionId, directory),
  );

const readOptions = `subject= file=- files=0
while [ $# -gt 0 ]; do
  case $1 in
    -s | --subject | --from | --preamble | --bar-colour | --style)
      [ $# -ge 2 ] || fail 2 "$1 needs a value"
      option=$1 value=$2
      shift ;;
    --subject=* | --from=* | --preamble=* | --bar-colour=* | --style=*) option=\${1%%=*} value=\${1#*=} ;;
    -s?*) option=-s value=\${1#-s} ;;
    --) option=-- ;;
    -?*) fail 2 "Bad option: $1" ;;
    *) option=file value=$1 ;;
  esac
  shift
  case $option in
    -s | --subject) subject=$value ;;
    --from) from=$value ;;
    --preamble) preamble=$value ;;
    --bar-colour) colour=$value ;;
    --style) style=$value ;;
    --)
      [ $# -le 1 ] || fail 2 'There may be one file'
      [ $# -eq 0 ] || file=$1 files=$((files + 1))
      break ;;
    file) file=$value files=$((files + 1)) ;;
  esac
done
[ "$files" -le 1 ] || fail 2 'There may be one file'
case $style in
  block | attachment | plain) ;;
  *) fail 2 "Unknown style: $style" ;;
esac
[ "$file" = - ] || exec < "$file" || exit`;

/** Every part is the inside of a JSON string by now. */
const makeMessage = `section() { printf '{"type":"section","text":{"type":"mrkdwn","text":"%s"}}' "$1"; }
case $style in
  block)
    blocks=$(section "$body")
    [ -z "$subject" ] || blocks=$(section "*$subject*"),$blocks
    [ -z "$preamble" ] || blocks=$(section "$preamble"),$blocks
    [ -z "$from" ] || blocks=$blocks,$(printf '{"type":"context","elements":[{"type":"mrkdwn","text":"%s"}]}' "$from")
    message=$(printf '{"text":"%s","blocks":[%s]}' "\${subject:-$body}" "$blocks") ;;
  attachment)
    parts=$(printf '"fallback":"%s","text":"%s","mrkdwn_in":["text"]' "\${subject:-$body}" "$body")
    [ -z "$subject" ] || parts=$parts,$(printf '"title":"%s"' "$subject")
    [ -z "$colour" ] || parts=$parts,$(printf '"color":"%s"' "$colour")
    [ -z "$from" ] || parts=$parts,$(printf '"footer":"%s"' "$from")
    message=$(printf '{"text":"%s","attachments":[{%s}]}' "$preamble" "$parts") ;;
  plain)
    text=$body
    [ -z "$subject" ] || text=$(printf '*%s*\\\\n%s' "$subject" "$text")
    [ -z "$preamble" ] || text=$(printf '%s\\\\n%s' "$preamble" "$text")
    [ -z "$from" ] || text=$(printf '%s\\\\n_%s_' "$text" "$from")
    message=$(printf '{"text":"%s"}' "$text") ;;
esac`;

const seconds = 10;

/** Slack says in its answer what is wrong. */
const sendMessage = (connectionId: string, directory: string): string => {
  const type = 'Content-Type: application/json';
  const curl = command(
    ...['curl', '-q', '--globoff', '--silent', '--show-error'],
    ...['--max-time', String(seconds), '--header', type],
    ...['--config', `${directory}/webhook.curl`, '--write-out', '%{http_code}'],
  );
  const gnuOptions = command(
    ...['-q', '--tries=1', `--timeout=${seconds}`, '--max-redirect=0', '--content-on-error'],
    ...[`--header=${type}`, `--input-file=${directory}/webhook.url`],
  );
  // Busybox's wget takes the URL from nowhere else than its command line, and not every one has a limit of time.
  const smallOptions = command('-q', '--header', type);
  const none = `Connection ${connectionId}: the image has neither curl nor wget, and this connection needs one of them`;
  return `answer() { head -n 1 "$work/answer" 2>/dev/null | cut -c 1-200; }
if command -v curl >/dev/null 2>&1; then
  status=$(${curl} --data-binary "@$work/message" --output "$work/answer") || exit
  case $status in
    2??) ;;
    *) fail 1 "Slack answered with status $status: $(answer)" ;;
  esac
elif command -v wget >/dev/null 2>&1; then
  # By its path: a shell of busybox prefers its own wget to that of the image.
  wget=wget
  IFS=:
  for folder in $PATH; do
    [ ! -x "$folder/wget" ] || { wget=$folder/wget; break; }
  done
  unset IFS
  limit=
  command -v timeout >/dev/null 2>&1 && limit='timeout ${seconds}'
  case $("$wget" --version 2>/dev/null) in
    *'GNU Wget'*) $limit "$wget" ${gnuOptions} --post-file="$work/message" --output-document="$work/answer" ;;
    *) $limit "$wget" ${smallOptions} --post-file "$work/message" -O "$work/answer" "$(cat ${quote(`${directory}/webhook.url`)})" ;;
  esac || fail 1 "Slack did not take the message (wget ended with status $?): $(answer)"
else
  ${missing(none)}
fi`;
};
