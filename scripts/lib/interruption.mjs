/** The command was asked to end. */
export class Interruption extends Error {
  /** @param {NodeJS.Signals} by */
  constructor(by) {
    super('Interrupted.');
    this.by = by;
  }
}

/**
 * A Ctrl-C reaches all programs of the terminal by itself. Some of them take a second signal for impatience and end
 * without clearing up, so it must not be sent to them once more.
 * @param {AbortSignal} signal
 * @returns {boolean} whether a child has to be told
 */
export function mustBePassedOn({ reason }) {
  return !(reason instanceof Interruption && reason.by === 'SIGINT');
}
