import { LimitError, recursionError } from '../objects/py-error.js';
import type { Limits } from './limits.js';

/** How many steps pass between two looks at the clock. */
const clockInterval = 256;

/** Counts what a render uses and stops it at its limits. */
export class Meter {
  readonly limits: Limits;
  readonly #deadline: number;
  #steps = 0;
  #nextLook: number;
  #size = 0;
  #depth = 0;

  constructor(limits: Limits) {
    this.limits = limits;
    this.#nextLook = Math.min(clockInterval, limits.maxSteps + 1);
    this.#deadline = performance.now() + limits.timeoutMs;
  }

  /** Counts steps. */
  step(count: number): void {
    this.#steps += count;
    if (this.#steps >= this.#nextLook) this.#look();
  }

  /** Counts a value that is about to be made. */
  reserve(size: number): void {
    if (size > this.limits.maxValueSize) {
      throw new LimitError(`a value would be larger than ${this.limits.maxValueSize} characters or items`);
    }
    this.#size += size;
    if (this.#size > this.limits.maxTotalSize) {
      throw new LimitError(
        `the values together are larger than ${this.limits.maxTotalSize} characters or items`,
      );
    }
  }

  /** Runs an action one level deeper. */
  nested<T>(action: () => T): T {
    this.enter();
    try {
      return action();
    } finally {
      this.leave();
    }
  }

  /** Goes one level deeper. */
  enter(): void {
    this.#depth += 1;
    if (this.#depth > this.limits.maxDepth) throw recursionError();
  }

  /** Comes back from it. */
  leave(): void {
    this.#depth -= 1;
  }

  #look(): void {
    this.#nextLook = Math.min(this.#steps + clockInterval, this.limits.maxSteps + 1);
    if (this.#steps > this.limits.maxSteps) {
      throw new LimitError(`the template takes more than ${this.limits.maxSteps} steps`);
    }
    if (performance.now() > this.#deadline) {
      throw new LimitError(`the template takes longer than ${this.limits.timeoutMs} ms`);
    }
  }
}
