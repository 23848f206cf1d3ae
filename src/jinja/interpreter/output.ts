import { LimitError } from '../objects/py-error.js';

/** Collects the text that a body writes. */
export class Output {
  text = '';
  readonly #maxLength: number;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** Adds text. */
  write(text: string): void {
    this.text += text;
    if (this.text.length > this.#maxLength) {
      throw new LimitError(`the output is longer than ${this.#maxLength} characters`);
    }
  }
}
