import { takingTurns } from './turns.mjs';

/** @import { TestCounts } from './test-report.mjs' */

/**
 * A part of `npm test`.
 * @typedef {object} Step
 * @property {string} title
 * @property {string} lane  steps of one lane run one after another, lanes run side by side
 * @property {(write: (text: string | Uint8Array) => void) => Promise<TestCounts>} run  gets the place for its output
 */

/**
 * Runs steps side by side, as far as their lanes allow. After a failure no further step is started.
 * @param {readonly Step[]} steps  in the order in which their outputs are shown
 * @param {(text: string | Uint8Array) => void} write
 * @returns {Promise<TestCounts>}
 */
export async function runSideBySide(steps, write) {
  const nextTurn = takingTurns(write);
  const total = { passed: 0, failed: 0 };
  const turns = new Map(steps.map((step) => [step, nextTurn()]));

  /** @param {Step} step */
  const runStep = async (step) => {
    const turn = turns.get(step) ?? nextTurn();
    try {
      if (total.failed > 0) return;
      turn.write(`\n=== ${step.title} ===\n`);
      const { passed, failed } = await step.run(turn.write);
      total.passed += passed;
      total.failed += failed;
    } finally {
      turn.end();
    }
  };
  /** @param {string} name */
  const runLane = async (name) => {
    for (const step of steps.filter(({ lane }) => lane === name)) await runStep(step);
  };
  // All are waited for, also when one of them throws: whoever clears up afterwards must not be too early.
  const ends = await Promise.allSettled([...new Set(steps.map(({ lane }) => lane))].map(runLane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return total;
}
