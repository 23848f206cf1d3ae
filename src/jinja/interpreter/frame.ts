import type { PyValue } from '../objects/py-value.js';
import type { Output } from './output.js';
import type { Run } from './run.js';

/**
 * The variables of one call of a function-like part of a template: the template itself, a block, a macro, a call block,
 * a recursive loop. The scopes inside share it; each has slots of its own.
 */
export class Frame {
  readonly run: Run;
  /** Values by slot; `undefined` for a name that has none yet. */
  readonly slots: (PyValue | undefined)[] = [];
  /** The frame of the part around this one. */
  readonly parent: Frame | undefined;

  constructor(run: Run, parent?: Frame) {
    this.run = run;
    this.parent = parent;
  }
}

/** A compiled expression. */
export type Evaluate = (frame: Frame) => PyValue;

/** A compiled statement. */
export type Execute = (frame: Frame, out: Output) => void;
