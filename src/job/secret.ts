import { inspect } from 'node:util';

const redacted = '[redacted]';

/**
 * A value that must not be seen: it prints as `[redacted]` through `String()`, `JSON.stringify`, `util.inspect` and
 * template literals. Only {@link Secret.reveal} gives the value, so a search for `reveal` finds every use.
 * @public
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Give it to the one call that needs it and keep no copy. */
  reveal(): string {
    return this.#value;
  }

  /** `[redacted]`. */
  toString(): string {
    return redacted;
  }

  /** `[redacted]`. */
  toJSON(): string {
    return redacted;
  }

  /** `[redacted]`. */
  [inspect.custom](): string {
    return redacted;
  }
}
