/** What the programs do that the suite runs, and the shell text that does it in an image with `/bin/sh` and `busybox`. */
const shellTexts = {
  /** Writes `hello` and a line end. */
  'prints-text': "printf 'hello\\n'",
  /** Writes the bytes 00 ff fe 0d 0a 01 78. */
  'prints-binary': "printf '\\000\\377\\376\\r\\n\\001x'",
  /** Writes `out` to stdout and `err` to stderr, without line ends. */
  'prints-both': "printf 'out'; printf 'err' >&2",
  /** Writes 3,000,000 times the letter a. */
  'prints-large': "head -c 3000000 /dev/zero | tr '\\000' 'a'",
  /** Ends at once. */
  'prints-nothing': ':',
  /** Writes the variable GREETING, without a line end. */
  'prints-greeting': 'printf \'%s\' "$GREETING"',
  /** Writes user id, group id, host name and working directory, a line each. */
  'prints-identity': 'id -u; id -g; hostname; pwd',
  /** Ends with exit status 7. */
  'exits-7': 'exit 7',
  /** Writes `ready` and a line end and lives on; ends with exit status 3 at SIGTERM. */
  'heeds-sigterm': "trap 'exit 3' TERM; echo ready; while :; do sleep 1000 & wait $!; done",
  /** Writes `ready` and a line end and lives on, also after SIGTERM. */
  'ignores-sigterm': "trap '' TERM; echo ready; while :; do sleep 1000; done",
  /** Writes what the file `/data/in` holds. */
  'reads-mount': 'cat /data/in',
  /** Writes `written` to the file `/data/out`; ends with another exit status than 0 when it cannot. */
  'writes-mount': "printf 'written' > /data/out",
} as const;

/** A program that the suite of container runtimes runs. @public */
export type RuntimeScenario = keyof typeof shellTexts;

/**
 * The command for a scenario in an image that has a shell at `/bin/sh` and the usual small tools, e.g. busybox.
 * @public
 */
export const shellScenario = (scenario: RuntimeScenario): readonly string[] => [
  '/bin/sh',
  '-c',
  shellTexts[scenario],
];
