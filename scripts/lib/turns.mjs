/**
 * The output of one of several steps that run at once.
 * @typedef {object} Turn
 * @property {(text: string | Uint8Array) => void} write
 * @property {() => void} end  the step has written all
 */

/**
 * Puts the outputs of steps that run at once one below the other, in the order in which the steps were announced: the first
 * that has not ended is shown as it comes, the others are kept until it is their turn.
 * @param {(text: string | Uint8Array) => void} write
 * @returns {() => Turn} announces the next step
 */
export function takingTurns(write) {
  /** @type {{ kept: (string | Uint8Array)[], ended: boolean }[]} */
  const waiting = [];

  const showWhatMayBeShown = () => {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      for (const text of first.kept.splice(0)) write(text);
      if (!first.ended) return;
      waiting.shift();
    }
  };

  return () => {
    const turn = { kept: /** @type {(string | Uint8Array)[]} */ ([]), ended: false };
    waiting.push(turn);
    return {
      write: (text) => {
        turn.kept.push(text);
        showWhatMayBeShown();
      },
      end: () => {
        turn.ended = true;
        showWhatMayBeShown();
      },
    };
  };
}
