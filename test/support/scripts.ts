/** A command that ends when it is told to; with SIGTERM as well. */
export const endlessCommand = `sh -c 'trap "exit 143" TERM; echo begun; while :; do sleep 0.1; done'`;

/** A shell's words that wait until the test has put the file `go` into the run's directory. */
export const awaitGo = 'until [ -e "$LAVA_TMP/go" ]; do sleep 0.05; done';
