/** A program that the suite of container runtimes runs. @public */
export type RuntimeScenario =
  /** Writes `hello` and a line end. */
  | 'prints-text'
  /** Writes the bytes 00 ff fe 0d 0a 01 78. */
  | 'prints-binary'
  /** Writes `out` to stdout and `err` to stderr, without line ends. */
  | 'prints-both'
  /** Writes 3,000,000 times the letter a. */
  | 'prints-large'
  /** Ends at once. */
  | 'prints-nothing'
  /** Writes the variable GREETING, without a line end. */
  | 'prints-greeting'
  /** Writes user id, group id, host name and working directory, a line each. */
  | 'prints-identity'
  /** Ends with exit status 7. */
  | 'exits-7'
  /** Writes `ready` and a line end and lives on; ends with exit status 3 at SIGTERM. */
  | 'heeds-sigterm'
  /** Writes `ready` and a line end and lives on, also after SIGTERM. */
  | 'ignores-sigterm'
  /** Writes what the file `/data/in` holds. */
  | 'reads-mount'
  /** Writes `written` to the file `/data/out`; ends with another exit status than 0 when it cannot. */
  | 'writes-mount';

/** The shell text for each, in an image with `/bin/sh` and `busybox`. */
const shellTexts: Readonly<Record<RuntimeScenario, string>> = {
  'prints-text': "printf 'hello\\n'",
  'prints-binary': "printf '\\000\\377\\376\\r\\n\\001x'",
  'prints-both': "printf 'out'; printf 'err' >&2",
  'prints-large': "head -c 3000000 /dev/zero | tr '\\000' 'a'",
  'prints-nothing': ':',
  'prints-greeting': 'printf \'%s\' "$GREETING"',
  'prints-identity': 'id -u; id -g; hostname; pwd',
  'exits-7': 'exit 7',
  'heeds-sigterm': "trap 'exit 3' TERM; echo ready; while :; do sleep 1000 & wait $!; done",
  'ignores-sigterm': "trap '' TERM; echo ready; while :; do sleep 1000; done",
  'reads-mount': 'cat /data/in',
  'writes-mount': "printf 'written' > /data/out",
};

/**
 * The command for a scenario in an image that has a shell at `/bin/sh` and the usual small tools, e.g. busybox.
 * @public
 */
export const shellScenario = (scenario: RuntimeScenario): readonly string[] => [
  '/bin/sh',
  '-c',
  shellTexts[scenario],
];
