import type { Runtime } from '../objects/runtime.js';

/** Announces a text that grows piece by piece, before the pieces are made. */
export class TextGrowth {
  readonly #rt: Runtime;
  #size = 0;
  #reserved = 0;

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  /** How long the text is. */
  get size(): number {
    return this.#size;
  }

  /** Makes room for a piece. Doubling keeps what is reserved in all in proportion to the text. */
  add(length: number): void {
    this.#size += length;
    if (this.#size <= this.#reserved) return;
    this.#reserved = Math.max(this.#size, 2 * this.#reserved);
    this.#rt.step(1 + Math.ceil(length / 16));
    this.#rt.reserve(this.#reserved);
  }
}
