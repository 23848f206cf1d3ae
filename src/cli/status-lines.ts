import type { Terminal } from './terminal.js';

/** Lines about what goes on. */
export interface StatusLines {
  /** Prints a line that stays. */
  readonly print: (text: string) => void;
  /** On a terminal: prints lines that the next ones replace. */
  readonly replace: (lines: readonly string[]) => void;
  /** Leaves the lines that are there; what comes next goes below them. */
  readonly keep: () => void;
}

const escape = '\u001b[';

/** Makes status lines on a stream. Elsewhere than on a terminal nothing is ever replaced. */
export const makeStatusLines = (stream: Terminal['stderr']): StatusLines => {
  let replaceable = 0;
  return {
    print: (text) => {
      replaceable = 0;
      stream.write(`${text}\n`);
    },
    replace: (lines) => {
      const up = replaceable === 0 ? '' : `${escape}${replaceable}A${escape}0J`;
      stream.write(up + lines.map((line) => `${line}\n`).join(''));
      replaceable = lines.length;
    },
    keep: () => {
      replaceable = 0;
    },
  };
};
